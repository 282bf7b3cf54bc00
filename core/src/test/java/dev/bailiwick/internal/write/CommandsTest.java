package dev.bailiwick.internal.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.bailiwick.audit.Event;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The registry of all changes: one event for each command, one command for each event. */
class CommandsTest {
  /** An import is a change in chunks of its own, and a migration is a script: no commands. */
  private static final ImmutableSet<Event> WITHOUT_COMMAND =
      ImmutableSet.of(Event.ORG_IMPORT, Event.ORG_MIGRATE);

  private static final ImmutableList<Class<?>> COMMANDS =
      new ClassFileImporter()
              .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
              .importPackages("dev.bailiwick.internal")
              .stream()
              .filter(type -> type.isAssignableTo(Command.class) && !type.isInterface())
              .map(JavaClass::reflect)
              .collect(ImmutableList.toImmutableList());

  @Test
  void each_change_has_one_command_and_each_command_an_event_of_its_own() {
    assertThat(COMMANDS.stream().map(CommandsTest::event).toList())
        .as("declare the event of a new command in Event, as a change")
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            Event.changes().stream().filter(event -> !WITHOUT_COMMAND.contains(event)).toList());
  }

  @Test
  void each_command_is_a_record_so_that_it_holds_nothing_but_its_arguments() {
    assertThat(COMMANDS).isNotEmpty().allMatch(Class::isRecord);
  }

  @Test
  void an_event_is_declared_once_and_found_by_its_name() {
    Set<Event> all =
        ImmutableSet.<Event>builder().addAll(Event.changes()).addAll(Event.questions()).build();
    assertThat(all).hasSize(Event.changes().size() + Event.questions().size());
    assertThat(all.stream().collect(Collectors.toMap(Function.identity(), e -> e.name())))
        .allSatisfy((event, name) -> assertThat(Event.of(name)).isSameAs(event));
  }

  /** The event does not depend on the arguments, so that none are given. */
  private static Event event(Class<?> command) {
    Constructor<?> constructor = command.getDeclaredConstructors()[0];
    Object[] nothing =
        Arrays.stream(constructor.getParameterTypes())
            .map(
                type ->
                    type == boolean.class
                        ? (Object) false
                        : type == ImmutableList.class ? ImmutableList.of() : null)
            .toArray();
    try {
      return ((Command<?, ?>) constructor.newInstance(nothing)).event();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(command + " cannot be made", e);
    }
  }
}
