package org.trellis.controller.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is posted to {@code .../commands}, by its {@code type}. */
@Schema(name = "CommandRequest", description = "What is wanted of the device")
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CommandBody.Get.class, name = "get"),
    @JsonSubTypes.Type(value = CommandBody.Set.class, name = "set"),
    @JsonSubTypes.Type(value = CommandBody.Add.class, name = "add"),
    @JsonSubTypes.Type(value = CommandBody.Delete.class, name = "delete"),
    @JsonSubTypes.Type(value = CommandBody.Operate.class, name = "operate"),
    @JsonSubTypes.Type(value = CommandBody.Discover.class, name = "discover"),
    @JsonSubTypes.Type(value = CommandBody.Watch.class, name = "watch")
})
sealed interface CommandBody {

    /** RFC 3339; 24 hours from now if absent. */
    @Nullable String expiresAt();

    /** {@code interactive} or {@code background}. */
    @Nullable String priority();

    /** Forces a route. */
    @Nullable String endpoint();

    @Schema(
            name = "GetCommand",
            example =
                    "{\"type\":\"get\",\"paths\":[\"Device.WiFi.SSID.*.SSID\",\"Device.DeviceInfo.\"]}")
    record Get(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
                    @Nullable List<@Nullable String> paths,
            @Nullable String expiresAt,
            @Nullable String priority,
            @Nullable String endpoint)
            implements CommandBody {}

    @Schema(
            name = "SetCommand",
            example = "{\"type\":\"set\",\"values\":{\"Device.WiFi.SSID.1.SSID\":\"new\"}}")
    record Set(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
                    @Nullable Map<String, @Nullable String> values,
            @Nullable Boolean allowPartial,
            @Nullable String expiresAt,
            @Nullable String priority,
            @Nullable String endpoint)
            implements CommandBody {}

    @Schema(
            name = "AddCommand",
            example =
                    "{\"type\":\"add\",\"objects\":[{\"object\":\"Device.NAT.PortMapping.\","
                            + "\"values\":{\"ExternalPort\":\"8080\"}}]}")
    record Add(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
                    @Nullable List<@Nullable NewObject> objects,
            @Nullable Boolean allowPartial,
            @Nullable String expiresAt,
            @Nullable String priority,
            @Nullable String endpoint)
            implements CommandBody {}

    /** A row to be made. */
    @Schema(name = "NewObject")
    record NewObject(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            example = "Device.NAT.PortMapping.")
                    @Nullable String object,
            @Nullable Map<String, @Nullable String> values) {}

    @Schema(
            name = "DeleteCommand",
            example = "{\"type\":\"delete\",\"objects\":[\"Device.NAT.PortMapping.3.\"]}")
    record Delete(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
                    @Nullable List<@Nullable String> objects,
            @Nullable Boolean allowPartial,
            @Nullable String expiresAt,
            @Nullable String priority,
            @Nullable String endpoint)
            implements CommandBody {}

    @Schema(
            name = "OperateCommand",
            example = "{\"type\":\"operate\",\"path\":\"Device.Reboot()\",\"input\":{}}")
    record Operate(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String path,
            @Nullable Map<String, @Nullable String> input,
            @Nullable String expiresAt,
            @Nullable String priority,
            @Nullable String endpoint)
            implements CommandBody {}

    @Schema(name = "DiscoverCommand", example = "{\"type\":\"discover\",\"path\":\"Device.\"}")
    record Discover(
            @Nullable String path,
            @Nullable String expiresAt,
            @Nullable String priority,
            @Nullable String endpoint)
            implements CommandBody {}

    @Schema(
            name = "WatchCommand",
            example =
                    "{\"type\":\"watch\",\"paths\":[\"Device.WiFi.SSID.*.SSID\"],"
                            + "\"notify\":\"value-change\"}")
    record Watch(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
                    @Nullable List<@Nullable String> paths,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description =
                                    "What the device shall say of its own accord; off for nothing"
                                            + " more",
                            allowableValues = {
                                "value-change",
                                "object-creation",
                                "object-deletion",
                                "off"
                            })
                    @JsonProperty("notify")
                    @Nullable String what,
            @Nullable String expiresAt,
            @Nullable String priority,
            @Nullable String endpoint)
            implements CommandBody {}
}
