package org.trellis.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trellis.southbound.Report;

class SecretNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Device.Users.User.1.X_VENDOR_AdminPassword",
                "X_ACME_Passwd",
                "Device.WiFi.AccessPoint.1.WPS.PIN",
                "DevicePIN",
                "Device.X_ACME_Com.SharedSecret",
                "X_ACME-COM_WLANPSK",
                "admin_pwd",
                "WEPKey1"
            })
    void a_name_tells_that_its_value_is_a_secret(String name) {
        assertThat(SecretNames.soundsSecret(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Device.Password.X_ACME_Enable",
                "Device.DeviceInfo.SerialNumber",
                "X_ACME_Mapping",
                "Shipping",
                "X_ACME_Spin",
                "Opin"
            })
    void other_names_do_not(String name) {
        assertThat(SecretNames.soundsSecret(name)).isFalse();
    }

    @Test
    void short_words_count_as_a_whole_only_however_they_are_written() {
        Pattern rule =
                Pattern.compile(
                        ".*(PIN|PSK|PWD)|(.*[a-z0-9_-])?(Pin|Psk|Pwd)|(.*[_-])?(pin|psk|pwd)");
        Random random = new Random(20261128);
        String letters = "PINpinSKskWDwdA_-0";
        for (int i = 0; i < 100_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int k = 1 + random.nextInt(6); k > 0; k--) {
                name.append(letters.charAt(random.nextInt(letters.length())));
            }
            assertThat(SecretNames.soundsSecret(name.toString()))
                    .as(name.toString())
                    .isEqualTo(rule.matcher(name).matches());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://user:pass@files.example/a,ftp://files.example/a",
        "http://u@h:80/p?x=1,http://h:80/p?x=1",
        "https://user:p@ss@h/,https://h/",
        "https://h/a@b,https://h/a@b",
        "https://h?mail=a@b,https://h?mail=a@b",
        "mail a@b,mail a@b",
        "from ftp://a:b@c to ftp://d:e@f/g,from ftp://c to ftp://f/g",
        "://,://",
        "x://a@,x://"
    })
    void a_url_loses_its_user_and_password(String text, String kept) {
        assertThat(SecretNames.withoutUserInfo(text)).isEqualTo(kept);
    }

    @Test
    void an_error_text_has_no_credentials_either() {
        assertThat(PathError.of("", ErrorCode.TRANSFER_FAILED, "no ftp://u:p@h/f").message())
                .isEqualTo("no ftp://h/f");
    }

    @Test
    void what_a_device_reports_of_events_and_transfers_has_no_secrets() {
        Map<String, String> told =
                Map.of("TransferURL", "ftp://user:pass@h/f", "Password", "s3cret", "Status", "ok");
        for (Map<String, String> kept :
                List.of(
                        new Report.DeviceEvent("Device.X!", told).data(),
                        new Report.TransferComplete("t", told, List.of()).details())) {
            assertThat(kept)
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of(
                                    "TransferURL",
                                    "ftp://h/f",
                                    "Password",
                                    SecretNames.MASK,
                                    "Status",
                                    "ok"));
        }
    }
}
