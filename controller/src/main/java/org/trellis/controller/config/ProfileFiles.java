package org.trellis.controller.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.trellis.model.profile.Place;
import org.trellis.model.profile.ProfileException;
import org.trellis.model.profile.ProfileSet;
import org.trellis.model.profile.VendorProfile;
import org.trellis.model.profile.VendorProfile.Origin;

/** Where vendor profiles come from: those shipped, and the files of the operator's folder. */
final class ProfileFiles {

    /** The shipped ones; {@code profiles/NAME.yaml} beside this class. */
    static final List<String> SHIPPED =
            List.of(
                    "fiberhome",
                    "huawei",
                    "huawei-hg8145c",
                    "huawei-ht20",
                    "huawei-keypassphrase",
                    "mikrotik",
                    "nokia",
                    "tp-link",
                    "tp-link-archer-c6",
                    "tp-link-gpon",
                    "zte",
                    "zte-cmcc",
                    "zte-f6");

    private static final String ENDING = ".yaml";
    private static final long MAX_BYTES = 1 << 20;

    private ProfileFiles() {}

    /**
     * @throws IllegalStateException if one is wrong, which a test does not let happen
     */
    static ProfileSet shipped() {
        List<VendorProfile> profiles = new ArrayList<>();
        for (String name : SHIPPED) {
            try (InputStream in =
                    ProfileFiles.class.getResourceAsStream("profiles/" + name + ENDING)) {
                if (in == null) {
                    throw new IllegalStateException("no profile " + name);
                }
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                profiles.add(ProfileReader.read(name, name + ENDING, Origin.SHIPPED, text));
            } catch (IOException | ProfileException e) {
                throw new IllegalStateException(e);
            }
        }
        return new ProfileSet(profiles);
    }

    /**
     * The files {@code *.yaml} of a folder, which need not exist.
     *
     * @throws ProfileException if one is wrong: file, line and reason
     */
    static List<VendorProfile> read(Path folder) throws ProfileException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(f -> f.getFileName().toString().endsWith(ENDING)).sorted().toList();
        } catch (IOException e) {
            throw new ProfileException(new Place(folder.toString(), 0), "cannot be listed: " + e);
        }
        List<VendorProfile> profiles = new ArrayList<>();
        for (Path file : files) {
            String name = file.getFileName().toString();
            profiles.add(
                    ProfileReader.read(
                            name.substring(0, name.length() - ENDING.length()),
                            file.toString(),
                            Origin.OPERATOR,
                            text(file)));
        }
        return profiles;
    }

    private static String text(Path file) throws ProfileException {
        Place place = new Place(file.toString(), 0);
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new ProfileException(place, "larger than " + MAX_BYTES + " bytes");
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new ProfileException(place, "is not UTF-8");
        } catch (IOException e) {
            throw new ProfileException(place, "cannot be read: " + e);
        }
    }
}
