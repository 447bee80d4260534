package org.trellis.controller;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The dependency rule of docs/architecture.md, held by the build. Ten rules, no more. */
class ArchitectureTest {

    private static JavaClasses main;

    @BeforeAll
    static void read_the_classes() {
        main =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.trellis");
    }

    @Test
    void spring_appears_only_where_the_controller_is_configured_and_served() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.trellis.controller",
                        "org.trellis.controller.config..",
                        "org.trellis.controller.api..",
                        "org.trellis.controller.console..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .because("everything else must be usable and testable without a container")
                .check(main);
    }

    @Test
    void codecs_and_sessions_do_no_io() {
        noClasses()
                .that()
                .resideInAnyPackage("..codec..", "..message..", "..record..", "..session..")
                .and()
                .resideInAPackage("org.trellis..")
                .and()
                .resideOutsideOfPackage("org.trellis.protobuf..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net..",
                        "java.nio.channels..",
                        "jakarta.servlet..",
                        "java.util.concurrent.locks..",
                        "org.slf4j..",
                        "org.eclipse.jetty..",
                        "org.eclipse.paho..",
                        "org.java_websocket..")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .because("ADR 0003: time, sockets, threads and logs are the transport's")
                .check(main);
    }

    @Test
    void adapters_know_neither_each_other_nor_the_controller() {
        noClasses()
                .that()
                .resideInAPackage("org.trellis.cwmp..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.trellis.usp..", "org.trellis.iot..", "org.trellis.controller..")
                .because("dependencies point one way")
                .check(main);
        noClasses()
                .that()
                .resideInAPackage("org.trellis.usp..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.trellis.cwmp..", "org.trellis.iot..", "org.trellis.controller..")
                .because("dependencies point one way")
                .check(main);
        noClasses()
                .that()
                .resideInAPackage("org.trellis.iot..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.trellis.cwmp..", "org.trellis.usp..", "org.trellis.controller..")
                .allowEmptyShould(true)
                .because("dependencies point one way")
                .check(main);
    }

    @Test
    void the_model_and_the_spi_depend_on_the_jdk_only() {
        classes()
                .that()
                .resideInAnyPackage("org.trellis.model..", "org.trellis.southbound..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.xml.stream..", // the JDK's reader, for the importer
                        "org.jspecify..",
                        "org.trellis.model..",
                        "org.trellis.southbound..")
                .because("data-model is the bottom of the house")
                .check(main);
    }

    @Test
    void generated_protobuf_types_stay_inside_the_usp_adapter_and_the_simulator() {
        noClasses()
                .that(
                        not(
                                resideInAnyPackage(
                                        "org.trellis.protobuf..",
                                        "org.trellis.usp.codec..",
                                        "org.trellis.simulator..")))
                .should(dependOnClassesThat(resideInAPackage("org.trellis.protobuf..")))
                .because("messages are records of our own everywhere else")
                .check(main);
    }

    @Test
    void cql_stays_inside_the_cassandra_store() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.trellis.controller.store.cassandra..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.datastax..")
                .because("the store is a contract, Cassandra one implementation")
                .check(main);
    }

    @Test
    void nothing_is_injected_into_fields_and_packages_form_no_cycles() {
        noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("jakarta.inject.Inject")
                .because("constructors say what a class needs")
                .check(main);
        slices().matching("org.trellis.(*)..").should().beFreeOfCycles().check(main);
        slices().matching("org.trellis.controller.(*)..").should().beFreeOfCycles().check(main);
        slices().matching("org.trellis.cwmp.(*)..").should().beFreeOfCycles().check(main);
        slices().matching("org.trellis.usp.(**)").should().beFreeOfCycles().check(main);
    }

    @Test
    void names_say_what_a_class_is() {
        noClasses()
                .that()
                .resideInAPackage("org.trellis..")
                .and()
                .resideOutsideOfPackage("org.trellis.protobuf..")
                .should()
                .haveSimpleNameStartingWith("Abstract")
                .orShould()
                .haveSimpleNameStartingWith("Base")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .because("compose, do not inherit, and name the job")
                .check(main);
    }

    @Test
    void messages_are_records_enums_or_sealed_interfaces() {
        classes()
                .that()
                .resideInAnyPackage("org.trellis.cwmp.message..", "org.trellis.usp.message..")
                .and()
                .areTopLevelClasses()
                .and()
                .doNotHaveSimpleName("package-info")
                .should(beRecordEnumOrSealed())
                .because("a decision about a message is an exhaustive switch")
                .check(main);
    }

    @Test
    void every_package_is_null_marked_and_optional_is_no_parameter() {
        classes()
                .that()
                .resideInAPackage("org.trellis..")
                .and()
                .resideOutsideOfPackage("org.trellis.protobuf..")
                .should(liveInANullMarkedPackage())
                .because("no null crosses a package unnoticed")
                .check(main);
        noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage("org.trellis.southbound..")
                .and()
                .haveModifier(JavaModifier.PUBLIC)
                .and()
                .haveNameNotMatching("equals")
                .should()
                .haveRawParameterTypes(hasOptional())
                .because("Optional is a return type and a record's component")
                .check(main);
    }

    private static DescribedPredicate<java.util.List<JavaClass>> hasOptional() {
        return DescribedPredicate.describe(
                "an Optional among them",
                types -> types.stream().anyMatch(type -> type.isEquivalentTo(Optional.class)));
    }

    private static ArchCondition<JavaClass> beRecordEnumOrSealed() {
        return new ArchCondition<>("be a record, an enum or a sealed interface") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Class<?> reflected = type.reflect();
                boolean good = reflected.isRecord() || reflected.isEnum() || reflected.isSealed();
                events.add(new SimpleConditionEvent(type, good, type.getName()));
            }
        };
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean good = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(
                        new SimpleConditionEvent(
                                type, good, type.getPackageName() + " is not @NullMarked"));
            }
        };
    }
}
