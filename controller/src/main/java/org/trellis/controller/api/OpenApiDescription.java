package org.trellis.controller.api;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.trellis.controller.core.Caller;

/** What the generated OpenAPI document says beyond the handler methods: security and errors. */
@Configuration(proxyBeanMethods = false)
class OpenApiDescription {

    private static final String SCHEME = "token";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Trellis")
                                .version("1")
                                .description(
                                        "One controller for TR-069 (CWMP), TR-369 (USP) and IoT"
                                                + " devices. Paths are canonical (TR-181 Device:2),"
                                                + " values are canonical strings, times are RFC 3339"
                                                + " UTC, errors are RFC 9457 problems.")
                                .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/").description("This controller")))
                .components(
                        new Components()
                                .addSecuritySchemes(
                                        SCHEME,
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.HTTP)
                                                .scheme("bearer")
                                                .description(
                                                        "The admin token is made at the first start"
                                                                + " and kept in the home folder")))
                .addSecurityItem(new SecurityRequirement().addList(SCHEME));
    }

    @Bean
    OpenApiCustomizer errors() {
        return api -> {
            ResolvedSchema resolved =
                    ModelConverters.getInstance(true)
                            .resolveAsResolvedSchema(
                                    new AnnotatedType(Problem.class).resolveAsRef(false));
            api.getComponents().addSchemas("Problem", resolved.schema);
            resolved.referencedSchemas.forEach(api.getComponents()::addSchemas);
            api.getPaths().values().forEach(OpenApiDescription::describe);
        };
    }

    private static void describe(PathItem item) {
        for (Map.Entry<PathItem.HttpMethod, Operation> entry :
                item.readOperationsMap().entrySet()) {
            Operation operation = entry.getValue();
            boolean named =
                    operation.getParameters() != null
                            && operation.getParameters().stream()
                                    .anyMatch(p -> "path".equals(p.getIn()));
            error(operation, "400", "A field is wrong: errors names it");
            error(operation, "401", "No valid token");
            error(operation, "403", "The token does not have the right");
            if (named) {
                error(operation, "404", "There is no such device, command or key");
            }
            if (entry.getKey() != PathItem.HttpMethod.GET) {
                error(operation, "409", "It is in no state for that");
            }
            if (operation.getRequestBody() != null) {
                error(operation, "413", "The body is over 1 MiB");
                error(operation, "415", "The body is not JSON");
            }
            String id = String.valueOf(operation.getOperationId());
            if (id.startsWith("submit") || id.startsWith("validate")) {
                error(operation, "422", "The device's model refuses it: an error per path");
            }
            if (id.startsWith("submit")) {
                error(operation, "429", "Too many commands wait for this device");
            }
            if (id.startsWith("patch") || id.equals("delete")) {
                error(operation, "412", "It is no longer as If-Match says");
            }
            error(operation, "503", "The store is away: ask again after Retry-After seconds");
        }
    }

    private static void error(Operation operation, String status, String description) {
        operation
                .getResponses()
                .addApiResponse(
                        status,
                        new ApiResponse()
                                .description(description)
                                .content(
                                        new Content()
                                                .addMediaType(
                                                        Problem.MEDIA_TYPE,
                                                        new MediaType()
                                                                .schema(
                                                                        new Schema<>()
                                                                                .$ref(
                                                                                        "#/components/schemas/Problem")))));
    }
}
