package dev.bailiwick.id;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;

/**
 * The style of {@link Values} for one value that only its static factories make: no builder is
 * generated. The settings stand here and not in {@code @Value.Immutable}, since an annotation with
 * settings makes a host's compiler warn that it cannot find Immutables.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.SOURCE)
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    defaults = @Value.Immutable(builder = false, copy = false),
    get = {"is*", "get*"},
    allowedClasspathAnnotations = Override.class)
public @interface FactoryValue {}
