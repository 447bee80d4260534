package org.trellis.model.capability.resolve;

import java.util.ArrayList;
import java.util.List;
import org.trellis.model.ParameterPath;
import org.trellis.model.capability.support.Capability;
import org.trellis.model.capability.support.DeviceSupport.Answer;
import org.trellis.model.capability.support.Member;
import org.trellis.model.capability.support.Members;
import org.trellis.model.capability.twin.TwinObject;
import org.trellis.model.capability.view.Summary;

/** What every view begins with: support, and the commands that can be given. */
public final class Actions {

    private static final String ROW = "{i}.";
    private static final String IOT = "Device.IoTCapability.";
    private static final List<String> MOUNTS =
            List.of("ProxiedDevice.{i}.", "ProxiedDevice.{i}.Node.{i}.", "Node.{i}.");

    private Actions() {}

    public static Summary summary(Snapshot device, Capability capability) {
        List<Summary.Action> actions = new ArrayList<>();
        for (Member member : Members.of(capability)) {
            if (member.kind() == Member.Kind.OPERATION) {
                for (String template : member.templates()) {
                    if (device.support().has(template) == Answer.YES) {
                        commands(device, template)
                                .forEach(c -> actions.add(new Summary.Action(member.name(), c)));
                    }
                }
            }
        }
        return new Summary(device.support().of(capability), actions);
    }

    private static List<ParameterPath> commands(Snapshot device, String template) {
        List<ParameterPath> commands = new ArrayList<>();
        TwinObject root = device.twin().root();
        String relative = template.substring(root.path().length());
        collect(root, relative, commands);
        if (template.startsWith(IOT)) {
            MOUNTS.forEach(mount -> collect(root, mount + relative, commands));
        }
        return commands;
    }

    /** One command for each known row; a command without rows needs none. */
    private static void collect(TwinObject object, String template, List<ParameterPath> commands) {
        int row = template.indexOf(ROW);
        if (row >= 0) {
            String rest = template.substring(row + ROW.length());
            object.rows(template.substring(0, row)).forEach(r -> collect(r, rest, commands));
            return;
        }
        int dot = template.lastIndexOf('.');
        boolean isOfRow = object.number() > 0;
        if (!isOfRow || dot < 0 || !object.at(template.substring(0, dot + 1)).isEmpty()) {
            commands.add(ParameterPath.of(object.path() + template));
        }
    }
}
