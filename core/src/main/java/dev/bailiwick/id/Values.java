package dev.bailiwick.id;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;

/**
 * The one style of the project's immutable values. Generated code stays package-private and carries
 * no annotation that a host's compiler would look for: the only entry, {@link Override}, excludes
 * all others. Builders and copies are written by hand, so that they refuse a null by its name; a
 * builder of the name {@code Builder} would otherwise become the base of the generated one. No
 * generated copy method overrides a hand-written one. A type without a builder has the style {@link
 * FactoryValue}.
 */
@Target(ElementType.PACKAGE)
@Retention(RetentionPolicy.SOURCE)
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    typeInnerBuilder = "Generated",
    defaults = @Value.Immutable(copy = false),
    depluralize = true,
    get = {"is*", "get*"},
    allowedClasspathAnnotations = Override.class)
public @interface Values {}
