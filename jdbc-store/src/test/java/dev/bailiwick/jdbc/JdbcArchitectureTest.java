package dev.bailiwick.jdbc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

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
  static final ArchRule the_exported_package_shows_the_store_its_error_and_its_filter_only =
      classes()
          .that()
          .resideInAPackage("dev.bailiwick.jdbc")
          .and()
          .areTopLevelClasses()
          .and()
          .doNotHaveSimpleName("package-info")
          .and()
          .arePublic()
          .should()
          .haveFullyQualifiedName(JdbcStore.class.getName())
          .orShould()
          .haveFullyQualifiedName(UnsuitableDatabase.class.getName())
          .orShould()
          .haveFullyQualifiedName(Rows.class.getName())
          .orShould()
          .haveFullyQualifiedName(SqlFilter.class.getName());

  @ArchTest
  static final ArchRule static_state_does_not_change =
      fields().that().areStatic().should().beFinal();
}
