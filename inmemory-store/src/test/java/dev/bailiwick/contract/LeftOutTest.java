package dev.bailiwick.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;

import com.google.common.collect.Maps;
import dev.bailiwick.store.AuditRepository;
import dev.bailiwick.store.GrantRepository;
import dev.bailiwick.store.OrgRepository;
import dev.bailiwick.store.ResourceRepository;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.TeamRepository;
import dev.bailiwick.store.UserRepository;
import dev.bailiwick.toy.ToyStore;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A gap in a store is noticed: the store declares it with a reason, or the contract fails. */
class LeftOutTest {
  static class Nothing extends StoreContract {
    @Override
    public Store newStore() {
      throw new AssertionError("nothing of this is run");
    }

    @Override
    public Map<Category, String> leftOut() {
      return Maps.toMap(EnumSet.allOf(Category.class), category -> "no " + category + " here");
    }
  }

  static class Lacking extends StoreContract {
    private static String method = "";
    private static Class<?> port = Store.class;

    /** Whether a test has failed: the rest of the run can tell nothing more. */
    private static boolean noticed;

    static void lack(Class<?> type, String name) {
      port = type;
      method = name;
      noticed = false;
    }

    @Override
    public Store newStore() {
      if (noticed) {
        throw new AssertionError("noticed already");
      }
      return BrokenStore.at(
          new ToyStore(),
          port,
          method,
          (view, arguments, sound) -> {
            throw new UnsupportedOperationException(method);
          });
    }
  }

  @Test
  void every_category_that_is_left_out_is_skipped_with_its_reason() {
    Told told = run(selectClass(Nothing.class));
    assertThat(told.failed).isEmpty();
    assertThat(told.passed).isEmpty();
    for (Category category : Category.values()) {
      assertThat(told.skipped).anyMatch(reason -> reason.contains("no " + category + " here"));
    }
  }

  static Stream<Arguments> methods() {
    return Stream.of(
            UserRepository.Writer.class,
            OrgRepository.Writer.class,
            TeamRepository.Writer.class,
            ResourceRepository.Writer.class,
            GrantRepository.Writer.class,
            AuditRepository.Writer.class)
        .flatMap(
            port ->
                Arrays.stream(port.getMethods())
                    .map(Method::getName)
                    .distinct()
                    .map(method -> Arguments.of(port, method)));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void a_method_that_is_left_out_is_noticed(Class<?> port, String method) {
    Lacking.lack(port, method);
    Told told = run(selectNestedClass(List.of(Lacking.class), StoreContract.Ports.class));
    assertThat(told.failed).isNotEmpty();
    assertThat(told.skipped).isEmpty();
  }

  @Test
  void a_store_that_lacks_nothing_is_not() {
    Lacking.lack(Store.class, "");
    Told told = run(selectNestedClass(List.of(Lacking.class), StoreContract.Ports.class));
    assertThat(told.failed).isEmpty();
    assertThat(told.passed).hasSizeGreaterThan(20);
  }

  private static Told run(DiscoverySelector selector) {
    Told told = new Told();
    LauncherFactory.create()
        .execute(LauncherDiscoveryRequestBuilder.request().selectors(selector).build(), told);
    return told;
  }

  /** How the tests of a run ended. */
  private static final class Told implements TestExecutionListener {
    private final List<String> passed = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
      skipped.add(reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (test.isContainer()) {
        return;
      }
      String why = result.getThrowable().map(Throwable::getMessage).orElse("");
      switch (result.getStatus()) {
        case SUCCESSFUL -> passed.add(test.getDisplayName());
        case ABORTED -> skipped.add(why);
        case FAILED -> {
          failed.add(why);
          Lacking.noticed = true;
        }
      }
    }
  }
}
