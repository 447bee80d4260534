package org.trellis.controller.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trellis.controller.api.ApiServer;
import org.trellis.controller.api.FakeNorthbound;

/** The console in a real Chromium; a message on the browser's console fails the test. */
class ConsoleTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path SHOTS = Path.of("target", "console");

    private static ApiServer api;
    private static Playwright playwright;
    private static Browser browser;

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void start() {
        assumeTrue(
                Files.isExecutable(CHROMIUM),
                "ConsoleTest did not run: there is no " + CHROMIUM + " (apt-get install chromium)");
        api = ApiServer.start();
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(CHROMIUM)
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--disable-dev-shm-usage",
                                                        "--disable-gpu")));
    }

    @AfterAll
    static void stop() {
        if (playwright != null) {
            playwright.close();
        }
        if (api != null) {
            api.close();
        }
    }

    @BeforeEach
    void open() {
        open(1280, 860, ColorScheme.LIGHT);
    }

    private void open(int width, int height, ColorScheme scheme) {
        if (context != null) {
            context.close();
        }
        context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setViewportSize(width, height)
                                .setColorScheme(scheme));
        context.setDefaultTimeout(30_000);
        context.setDefaultNavigationTimeout(60_000);
        page = context.newPage();
        page.onConsoleMessage(m -> {
            if (m.type().equals("error") || m.type().equals("warning")) {
                complaints.add(m.text() + " at " + m.location());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(api.uri("/").toString());
    }

    @AfterEach
    void close() {
        context.close();
    }

    private void signIn() {
        page.getByLabel("API token").fill(ApiServer.ADMIN);
        page.getByText("Sign in").click();
        assertThat(page.locator(".link")).containsText("Live");
    }

    private void openDevice() {
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName(FakeNorthbound.GATEWAY.value()))
                .first()
                .click();
        assertThat(page.locator("h1")).containsText(FakeNorthbound.GATEWAY.value());
    }

    private void shoot(String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(SHOTS.resolve(name + ".png")));
    }

    @Test
    void signs_in_sees_a_device_edits_a_value_and_sees_the_event() {
        signIn();
        assertThat(page.locator("table.devices tbody tr")).hasCount(4);
        shoot("devices");
        openDevice();
        for (String object : List.of("Device.WiFi.", "Device.WiFi.SSID.", "Device.WiFi.SSID.1.")) {
            page.getByTitle(object, new Page.GetByTitleOptions().setExact(true)).click();
        }
        Locator value = page.getByLabel("Edit Device.WiFi.SSID.1.SSID");
        assertThat(value).hasText("home");
        value.click();
        Locator input = page.locator(".edit input");
        input.fill("<i>fiber</i> & co");
        input.press("Enter");
        assertThat(value).hasText("<i>fiber</i> & co");
        assertThat(page.locator(".events")).containsText("parameter.changed");
        assertThat(page.locator(".events")).containsText("<i>fiber</i> & co");
        assertThat(page.locator(".commands")).containsText("set");
        assertThat(page.locator("i")).hasCount(0);
        page.locator(".command textarea").fill("Device.DeviceInfo.\nDevice.WiFi.AccessPoint.");
        page.getByText("Run", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".outcome").first()).containsText("<b>HG100</b> & co");
        assertThat(page.locator("trellis-command .outcome")).containsText("secret");
        shoot("device");
        assertThat(complaints).isEmpty();
    }

    @Test
    void shows_live_what_happens_elsewhere() {
        signIn();
        openDevice();
        api.core().events().add(FakeNorthbound.GATEWAY, "device.boot", Map.of("cause", "1 BOOT"));
        assertThat(page.locator(".events")).containsText("1 BOOT");
        assertThat(complaints).isEmpty();
    }

    @Test
    void tells_a_wrong_token_plainly() {
        page.getByLabel("API token").fill("not-the-token-0123456789");
        page.getByText("Sign in").click();
        assertThat(page.locator("[role=alert]")).hasText("The token was not accepted.");
        shoot("login");
        assertThat(complaints).allMatch(c -> c.contains("401"));
    }

    @Test
    void tells_that_the_store_is_away_and_that_it_is_back() {
        signIn();
        api.core().away(true);
        page.getByLabel("Search").fill("x");
        assertThat(page.locator(".banner")).containsText("503");
        assertThat(page.locator("[role=alert]").first()).containsText("Temporarily unavailable");
        shoot("unavailable");
        api.core().away(false);
        assertThat(page.locator(".banner")).hasCount(0);
        assertThat(page.locator(".empty").first()).hasText("No device matches.");
        assertThat(page.locator("[role=alert]")).hasCount(0);
        assertThat(complaints).allMatch(c -> c.contains("503"));
    }

    @Test
    void tells_the_errors_of_a_command_by_path() {
        signIn();
        openDevice();
        page.locator(".command textarea").fill("Device.Nope.X");
        page.getByText("Check only").click();
        assertThat(page.locator("trellis-command [role=alert]"))
                .containsText("Device.Nope.X invalid-path: the device has no such path");
        assertThat(complaints).allMatch(c -> c.contains("422"));
    }

    @Test
    void shows_the_api_to_be_browsed() {
        page.navigate(api.uri("/swagger-ui.html").toString());
        assertThat(page.locator(".opblock").first()).isVisible();
        assertThat(page.locator(".swagger-ui .title").first()).containsText("Trellis");
        assertThat(complaints).isEmpty();
    }

    @Test
    void fits_a_telephone_in_the_dark() {
        open(390, 844, ColorScheme.DARK);
        signIn();
        assertThat(page.locator("table.devices tbody tr")).hasCount(4);
        shoot("devices-390-dark");
        openDevice();
        page.getByLabel("Filter parameters").fill("wifi ssid");
        assertThat(page.locator(".leaf")).hasCount(36);
        shoot("device-390-dark");
        Object overflow = page.evaluate("document.documentElement.scrollWidth > window.innerWidth");
        assertThat(overflow).isEqualTo(false);
        assertThat(complaints).isEmpty();
    }
}
