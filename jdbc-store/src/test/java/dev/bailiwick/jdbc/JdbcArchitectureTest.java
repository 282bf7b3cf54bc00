package dev.bailiwick.jdbc;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(
    packages = "dev.bailiwick.jdbc",
    importOptions = ImportOption.DoNotIncludeTests.class)
class JdbcArchitectureTest {
  @ArchTest
  static final ArchRule it_needs_the_core_and_jdbc_alone =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.bailiwick..",
              "java.lang..",
              "java.util..",
              "java.time..",
              "java.net",
              "java.io",
              "java.nio.charset",
              "java.security",
              "java.sql",
              "javax.sql",
              "com.google.common..",
              "org.jspecify.annotations");

  @ArchTest
  static void the_exported_package_has_the_store_its_error_and_its_filter_only(
      JavaClasses imported) {
    assertThat(
            imported.stream()
                .filter(type -> type.getPackageName().equals("dev.bailiwick.jdbc"))
                .filter(JavaClass::isTopLevelClass)
                .map(JavaClass::getSimpleName)
                .filter(name -> !name.equals("package-info"))
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder("JdbcStore", "UnsuitableDatabase", "Rows", "SqlFilter");
  }

  @Test
  void the_module_exports_this_package_only() throws IOException {
    String declaration = Files.readString(Path.of("src/main/java/module-info.java"));
    assertThat(declaration.lines().map(String::strip).filter(line -> line.startsWith("exports ")))
        .containsExactly("exports dev.bailiwick.jdbc;");
  }

  @ArchTest
  static final ArchRule the_internal_packages_need_nothing_of_the_exported_one_but_its_error =
      noClasses()
          .that()
          .resideInAPackage("dev.bailiwick.jdbc.internal..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.bailiwick.jdbc")
                  .and(not(belongToAnyOf(UnsuitableDatabase.class))));

  @ArchTest
  static final ArchRule the_packages_are_free_of_cycles =
      slices().matching("dev.bailiwick.jdbc.internal.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule static_state_does_not_change =
      fields().that().areStatic().should().beFinal();
}
