package org.trellis.controller.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

class OpenApiTest {

    private static ApiServer api;
    private static JsonNode document;

    @BeforeAll
    static void start() {
        api = ApiServer.start();
        document = api.get("/v3/api-docs").json();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void holds_every_route() {
        Set<String> documented = new TreeSet<>();
        document.at("/paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .propertyNames()
                                .forEach(method ->
                                        documented.add(
                                                method.toUpperCase(java.util.Locale.ROOT)
                                                        + " "
                                                        + path.getKey())));
        Set<String> served = new TreeSet<>();
        api.context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(info ->
                        info.getPatternValues().stream()
                                .filter(p -> p.startsWith("/api/"))
                                .forEach(p ->
                                        info.getMethodsCondition()
                                                .getMethods()
                                                .forEach(m -> served.add(m + " " + p))));
        assertThat(documented).hasSizeGreaterThan(20).containsExactlyElementsOf(served);
    }

    @Test
    void every_reference_leads_somewhere() {
        assertThat(document.at("/openapi").stringValue()).startsWith("3.");
        Set<String> references = new TreeSet<>();
        document.findValues("$ref").forEach(r -> references.add(r.stringValue()));
        assertThat(references)
                .contains("#/components/schemas/Problem")
                .allSatisfy(r ->
                        assertThat(document.at(r.substring(1)).isMissingNode()).as(r).isFalse());
    }

    @Test
    void every_operation_has_a_summary_and_tells_its_errors() {
        document.at("/paths")
                .forEach(path ->
                        path.forEach(operation -> {
                            assertThat(operation.at("/summary").stringValue(""))
                                    .as(operation.toString())
                                    .isNotEmpty();
                            for (String status : new String[] {"400", "401", "403", "503"}) {
                                assertThat(
                                                operation
                                                        .at(
                                                                "/responses/"
                                                                        + status
                                                                        + "/content/application~1problem+json/schema/$ref")
                                                        .stringValue(""))
                                        .isEqualTo("#/components/schemas/Problem");
                            }
                        }));
        JsonNode submit = document.at("/paths/~1api~1v1~1devices~1{id}~1commands/post/responses");
        assertThat(submit.propertyNames())
                .contains("200", "202", "404", "409", "415", "422", "429");
    }

    @Test
    void names_no_caller_and_demands_the_token() {
        assertThat(document.toString()).doesNotContain("\"caller\"");
        assertThat(document.at("/security/0").has("token")).isTrue();
        assertThat(document.at("/components/securitySchemes/token/scheme").stringValue())
                .isEqualTo("bearer");
    }

    @Test
    void describes_the_types_of_commands() {
        JsonNode body = document.at("/components/schemas/CommandRequest");
        assertThat(body.at("/discriminator/propertyName").stringValue()).isEqualTo("type");
        for (String type :
                new String[] {"Get", "Set", "Add", "Delete", "Operate", "Discover", "Watch"}) {
            assertThat(document.at("/components/schemas/" + type + "Command").isMissingNode())
                    .as(type)
                    .isFalse();
        }
        JsonNode notify =
                document.at("/components/schemas/WatchCommand").findValue("notify").at("/enum");
        assertThat(notify.valueStream().map(JsonNode::stringValue))
                .containsExactly("value-change", "object-creation", "object-deletion", "off");
    }
}
