package dev.bailiwick.contract;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.reflect.ClassPath;
import dev.bailiwick.error.InvalidParameter;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calls every public constructor and method of the public types of a module, with null in the place
 * of each parameter, and of what is in it, one at a time: each is to be refused by its name, as
 * {@link InvalidParameter}, except where the parameter is {@link Nullable}; and no call without a
 * null is.
 *
 * @param module a class of the module
 * @param left the types that are not called
 * @param samples what is passed beside the null
 */
record Nulls(Class<?> module, ImmutableSet<Class<?>> left, Samples samples) {
  /** Of these, null is a matter of the contract that the JDK states for them. */
  private static final ImmutableSet<String> OF_THE_JDK =
      ImmutableSet.of("equals", "compareTo", "valueOf");

  /** The texts with which a check that the library offers names what it checks. */
  private static final ImmutableSet<String> NAMES_OF_CHECKS = ImmutableSet.of("field", "rule");

  /** A line for each null that is not refused as it should be; empty if all are. */
  List<String> wrong() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Class<?> type : types()) {
      if (!left.contains(type)) {
        calls(type).forEach(call -> call(type, call, wrong));
      }
    }
    return wrong;
  }

  private void call(Class<?> type, Executable call, List<String> wrong) {
    String without = answer(type, call, -1, null);
    if (without.contains("NullPointerException") || without.contains("must not be null")) {
      wrong.add(type.getName() + ": " + call.toGenericString() + " without a null" + without);
    }
    for (int i = 0; i < call.getParameterCount(); i++) {
      if (!mayBeNull(call, i)) {
        for (Object nulls : nulls(call.getParameters()[i])) {
          String answer = answer(type, call, i, nulls == this ? null : nulls);
          if (!answer.isEmpty()) {
            wrong.add(type.getName() + ": " + call.toGenericString() + " " + answer);
          }
        }
      }
    }
  }

  /** The public types that the module exports, nested ones too. */
  private List<Class<?>> types() throws IOException {
    List<Class<?>> types = new ArrayList<>();
    for (ClassPath.ClassInfo info :
        ClassPath.from(module.getClassLoader()).getTopLevelClassesRecursive("dev.bailiwick")) {
      if (!info.getSimpleName().endsWith("-info")
          && !(info.getPackageName() + ".").contains(".internal.")) {
        Class<?> type = info.load();
        if (origin(type).equals(origin(module))) {
          addPublic(type, types);
        }
      }
    }
    return types;
  }

  private static String origin(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation().toString();
  }

  private static void addPublic(Class<?> type, List<Class<?>> to) {
    if (Modifier.isPublic(type.getModifiers()) && !type.isAnnotation()) {
      to.add(type);
      Arrays.stream(type.getDeclaredClasses()).forEach(nested -> addPublic(nested, to));
    }
  }

  /** The constructors and methods that take something. */
  private static List<Executable> calls(Class<?> type) {
    List<Executable> calls = new ArrayList<>();
    if (!Modifier.isAbstract(type.getModifiers())) {
      calls.addAll(List.of(type.getConstructors()));
    }
    for (Method method : type.getMethods()) {
      if (method.getDeclaringClass().getName().startsWith("dev.bailiwick")
          && !method.isBridge()
          && method.getParameterCount() > 0
          && !OF_THE_JDK.contains(method.getName())) {
        calls.add(method);
      }
    }
    return calls;
  }

  private static boolean mayBeNull(Executable call, int parameter) {
    return call.getParameterTypes()[parameter].isPrimitive()
        || call.getAnnotatedParameterTypes()[parameter].isAnnotationPresent(Nullable.class)
        || NAMES_OF_CHECKS.contains(call.getParameters()[parameter].getName());
  }

  /** Null itself, for which this object stands, and what has a null in it. */
  private List<Object> nulls(Parameter parameter) {
    List<Object> nulls = new ArrayList<>();
    nulls.add(this);
    Class<?> type = parameter.getType();
    if (type.isArray()) {
      nulls.add(Array.newInstance(type.getComponentType(), 1));
    } else if (type == Iterable.class || type == Collection.class || type == List.class) {
      nulls.add(Collections.singletonList(null));
    } else if (type == Map.class) {
      nulls.add(Collections.singletonMap(null, "value"));
      nulls.add(Collections.singletonMap("key", null));
    } else if (type == Map.Entry.class) {
      nulls.add(new SimpleEntry<>(null, "value"));
      nulls.add(new SimpleEntry<>("key", null));
    }
    return nulls;
  }

  private String answer(Class<?> type, Executable call, int at, @Nullable Object nulls) {
    @Nullable Object[] arguments = new @Nullable Object[call.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = i == at ? nulls : samples.of(call.getGenericParameterTypes()[i]);
    }
    String name = at < 0 ? "" : call.getParameters()[at].getName();
    try {
      call.setAccessible(true);
      if (call instanceof Method method) {
        method.invoke(
            Modifier.isStatic(method.getModifiers()) ? null : samples.of(type), arguments);
      } else {
        ((Constructor<?>) call).newInstance(arguments);
      }
      return "takes null for " + name;
    } catch (InvocationTargetException thrown) {
      boolean refused =
          thrown.getCause() instanceof InvalidParameter bad
              && bad.rule().equals("must not be null")
              && names(bad.field(), name, call, type);
      return refused ? "" : "throws for a null " + name + " " + thrown.getCause();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type + " " + call, e);
    }
  }

  /**
   * Whether the field is named after the parameter, the call, or the type that it is a call of; or
   * as a check was told to name it.
   */
  private static boolean names(String field, String parameter, Executable call, Class<?> type) {
    if (Arrays.stream(call.getParameters()).anyMatch(each -> each.getName().equals("field"))) {
      return true;
    }
    String simple = type.getName().substring(type.getPackageName().length() + 1);
    return ImmutableList.of(parameter, call.getName(), simple).stream()
        .map(Nulls::plain)
        .anyMatch(
            name ->
                Splitter.on('.')
                    .splitToStream(field)
                    .map(Nulls::plain)
                    .anyMatch(
                        part -> !part.isEmpty() && (name.contains(part) || part.contains(name))));
  }

  /** Without case and underscores, and of one thing rather than of many. */
  private static String plain(String name) {
    String plain = name.replace("_", "").toLowerCase(Locale.ROOT);
    return plain.endsWith("s") ? plain.substring(0, plain.length() - 1) : plain;
  }
}
