package org.trellis.model.translate;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.trellis.model.DataModelRoot;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueFolder.Models;
import org.trellis.model.catalogue.RowCounts;
import org.trellis.model.profile.AccessPointUses;
import org.trellis.model.profile.Adaptation;
import org.trellis.model.profile.DeviceFacts;
import org.trellis.model.profile.ProfileException;
import org.trellis.model.profile.ProfileSet;
import org.trellis.model.profile.VendorProfile;

/**
 * The models and profiles in use and what translates by them. Immutable and thread-safe; making one
 * of models takes some hundred milliseconds, since the mapping table is checked against them.
 */
public final class Translators {

    private final Models models;
    private final Catalogue all;
    private final Tr181Translator tr181;
    private final Tr098Translator tr098;
    private final RowCorrelation rows;
    private final ProfileSet profiles;

    /** Made when the first device needs it. */
    private final Map<Key, ModelTranslator> profiled = new ConcurrentHashMap<>();

    private record Key(DataModelRoot root, List<VendorProfile> profiles) {}

    /** Without profiles. */
    public Translators(Models models) {
        this.models = models;
        this.all = models.standard();
        this.tr181 = new Tr181Translator(models.canonical());
        this.tr098 = new Tr098Translator(models.tr098(), models.canonical(), tr181);
        this.rows = new RowCorrelation(models.canonical());
        this.profiles = ProfileSet.NONE;
    }

    private Translators(Translators other, ProfileSet profiles) {
        this.models = other.models;
        this.all = other.all;
        this.tr181 = other.tr181;
        this.tr098 = other.tr098;
        this.rows = other.rows;
        this.profiles = profiles;
    }

    /** By the shipped models, without profiles. Loaded at first use, shared. */
    public static Translators shipped() {
        return Shipped.ALL;
    }

    /**
     * By the same models, with these profiles.
     *
     * @throws ProfileException if one of them does not fit the models
     */
    public Translators with(ProfileSet other) throws ProfileException {
        for (VendorProfile profile : other.profiles()) {
            tr098.check(profile.adaptation());
            tr181(profile.adaptation());
        }
        return new Translators(this, other);
    }

    /** The models of both roots. */
    public Models models() {
        return models;
    }

    /** Both roots in one. */
    public Catalogue all() {
        return all;
    }

    /** Of what all devices of a root have in common. */
    public ModelTranslator of(DataModelRoot root) {
        return switch (root) {
            case TR_098 -> tr098;
            case TR_181 -> tr181;
        };
    }

    /** With what the profiles say of a device; the same one for all devices that they fit alike. */
    public ModelTranslator of(DataModelRoot root, DeviceFacts device) {
        List<VendorProfile> fitting = profiles.of(device);
        return fitting.isEmpty()
                ? of(root)
                : profiled.computeIfAbsent(new Key(root, fitting), this::make);
    }

    /** What the profiles say of its access points. */
    public AccessPointUses uses(DeviceFacts device) {
        return ProfileSet.together(profiles.of(device)).wlan().uses();
    }

    private ModelTranslator make(Key key) {
        Adaptation adaptation = ProfileSet.together(key.profiles());
        try {
            return switch (key.root()) {
                case TR_098 -> tr098.with(adaptation);
                case TR_181 -> tr181(adaptation);
            };
        } catch (ProfileException e) {
            throw new IllegalStateException("profiles fit one by one, but not together", e);
        }
    }

    private ModelTranslator tr181(Adaptation adaptation) throws ProfileException {
        return new ProfiledTranslator(
                tr181, adaptation, new RuleCheck(models.canonical(), models.canonical()));
    }

    /** What counts the rows of canonical tables. */
    public RowCounts rowCounts() {
        return tr181.rowCounts();
    }

    /** By the keys of the canonical model. */
    public RowCorrelation rows() {
        return rows;
    }

    private static final class Shipped {
        static final Translators ALL = new Translators(Models.shipped());
    }
}
