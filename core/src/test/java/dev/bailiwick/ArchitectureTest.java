package dev.bailiwick;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.bailiwick.id.Secret;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.RequestDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;

/** The rules of the core's design. */
@AnalyzeClasses(packages = "dev.bailiwick", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule the_core_depends_on_the_jdk_guava_and_jmail_alone =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "dev.bailiwick..",
                  "java.lang..",
                  "java.util..",
                  "java.time..",
                  "java.text..",
                  "java.nio.charset..",
                  "java.net..", // java.net.IDN alone, see below
                  "java.security..",
                  "javax.crypto..",
                  "java.io..",
                  "com.google.common..",
                  "com.google.errorprone.annotations..",
                  "com.sanctionco.jmail..",
                  "org.immutables.value..",
                  "org.jspecify.annotations.."));

  @ArchTest
  static final ArchRule the_core_does_no_io =
      noClasses()
          .that()
          .haveSimpleNameNotStartingWith("Immutable")
          .and()
          .doNotHaveSimpleName("CommonPasswords") // reads a resource of the library itself
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.io\\.(File|Reader|Writer|InputStream|OutputStream|Print).*"
                  + "|java\\.(nio\\.file|net(?!\\.IDN$)|sql|util\\.logging)\\..*");

  @ArchTest
  static final ArchRule time_is_told_by_the_hosts_clock =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(OffsetDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime");

  @ArchTest
  static final ArchRule only_the_entry_object_names_a_clock_where_the_host_names_none =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(Bailiwick.class.getName())
          .should()
          .callMethod(Clock.class, "systemUTC");

  @ArchTest
  static final ArchRule static_state_does_not_change =
      fields().that().areStatic().should().beFinal();

  @ArchTest
  static final ArchRule packages_have_no_cycles =
      slices().matching("dev.bailiwick.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule each_layer_is_used_by_those_above_it =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("errors and ids")
          .definedBy("dev.bailiwick.error", "dev.bailiwick.id", "dev.bailiwick.page")
          .layer("actor and audit")
          .definedBy("dev.bailiwick.actor", "dev.bailiwick.audit")
          .layer("permission")
          .definedBy("dev.bailiwick.permission")
          .layer("domain")
          .definedBy(
              "dev.bailiwick.user",
              "dev.bailiwick.org",
              "dev.bailiwick.team",
              "dev.bailiwick.resource",
              "dev.bailiwick.grant",
              "dev.bailiwick.password")
          .layer("access")
          .definedBy("dev.bailiwick.access")
          .layer("store")
          .definedBy("dev.bailiwick.store")
          .layer("rooms")
          .definedBy("dev.bailiwick.internal..")
          .layer("facades")
          .definedBy("dev.bailiwick")
          .whereLayer("facades")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("rooms")
          .mayOnlyBeAccessedByLayers("facades")
          .whereLayer("store")
          .mayOnlyBeAccessedByLayers("facades", "rooms")
          .whereLayer("access")
          .mayOnlyBeAccessedByLayers("facades", "rooms", "store")
          .whereLayer("domain")
          .mayOnlyBeAccessedByLayers("facades", "rooms", "store", "access")
          .whereLayer("permission")
          .mayOnlyBeAccessedByLayers("facades", "rooms", "store", "access", "domain")
          .whereLayer("actor and audit")
          .mayOnlyBeAccessedByLayers("facades", "rooms", "store", "access", "domain", "permission");

  @ArchTest
  static final ArchRule rooms_have_no_cycles =
      slices().matching("dev.bailiwick.internal.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule the_decision_sees_facts_and_no_repository =
      noClasses()
          .that()
          .resideInAPackage("dev.bailiwick.internal.decision")
          .should()
          .dependOnClassesThat()
          .haveSimpleNameEndingWith("Repository");

  @ArchTest
  static final ArchRule ports_are_interfaces =
      classes().that().haveSimpleNameEndingWith("Repository").should().beInterfaces();

  @ArchTest
  static final ArchRule names_say_what_a_thing_is =
      noClasses()
          .that(not(resideInAnyPackage("java..")))
          .should()
          .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Service|DTO)");

  @ArchTest
  static final ArchRule no_room_reads_a_secret =
      noClasses()
          .that()
          .resideInAPackage("dev.bailiwick.internal..")
          .and()
          .resideOutsideOfPackage("dev.bailiwick.internal.hashing")
          .should()
          .callMethodWhere(target(owner(assignableTo(Secret.class))).and(target(name("secret"))));

  @ArchTest
  static final ArchRule the_digest_of_a_request_cannot_take_a_secret =
      noClasses()
          .that()
          .areAssignableTo(RequestDigest.class)
          .should()
          .dependOnClassesThat(assignableTo(Secret.class));

  @ArchTest
  static final ArchRule a_command_does_not_look_into_its_secrets =
      noClasses()
          .that()
          .implement(Command.class)
          .should()
          .callMethodWhere(
              target(owner(assignableTo(Secret.class)))
                  .and(target(name("secret")).or(target(name("hash")))));
}
