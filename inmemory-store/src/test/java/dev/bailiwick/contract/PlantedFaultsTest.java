package dev.bailiwick.contract;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.Bailiwick;
import dev.bailiwick.contract.PlantedFault.Edit;
import dev.bailiwick.contract.PlantedFault.Example;
import dev.bailiwick.contract.topic.access.DenialOfOwnerContract;
import dev.bailiwick.contract.topic.access.PageTokensContract;
import dev.bailiwick.contract.topic.audit.RequestContextContract;
import dev.bailiwick.contract.topic.delegation.DelegatedRightsContract;
import dev.bailiwick.contract.topic.delegation.DelegationContract;
import dev.bailiwick.contract.topic.delegation.DelegationEndsContract;
import dev.bailiwick.contract.topic.delegation.DelegationLogContract;
import dev.bailiwick.contract.topic.impersonation.ImpersonatedRightsContract;
import dev.bailiwick.contract.topic.impersonation.ImpersonationContract;
import dev.bailiwick.contract.topic.impersonation.ImpersonationEndsContract;
import dev.bailiwick.contract.topic.impersonation.ImpersonationLogContract;
import dev.bailiwick.contract.topic.invitation.BarsContract;
import dev.bailiwick.contract.topic.invitation.InvitationRulesContract;
import dev.bailiwick.contract.topic.invitation.InvitationsContract;
import dev.bailiwick.contract.topic.isolation.AccountInUseContract;
import dev.bailiwick.contract.topic.key.AccessTokensContract;
import dev.bailiwick.contract.topic.key.ApiKeysContract;
import dev.bailiwick.contract.topic.key.KeyEndsContract;
import dev.bailiwick.contract.topic.org.DomainsContract;
import dev.bailiwick.contract.topic.org.LeavingContract;
import dev.bailiwick.contract.topic.org.OwnershipContract;
import dev.bailiwick.contract.topic.resource.ResourcesBelowContract;
import dev.bailiwick.contract.topic.team.TeamsBelowContract;
import dev.bailiwick.contract.topic.user.AddressCodesContract;
import dev.bailiwick.contract.topic.user.ClaimsContract;
import dev.bailiwick.contract.topic.user.ErasureContract;
import dev.bailiwick.contract.topic.user.ServiceAccountsContract;
import dev.bailiwick.contract.topic.user.SignInContract;
import dev.bailiwick.contract.topic.user.SpellingsContract;
import dev.bailiwick.inmemory.InMemoryStore;
import dev.bailiwick.store.Store;
import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The examples have teeth: each rule that nothing guarded once is broken in the source, the broken
 * class is compiled, and each example of the rule fails over it.
 */
class PlantedFaultsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  /** Keeps what it has read of the class path, for all compilations. */
  private static final StandardJavaFileManager FILES =
      COMPILER.getStandardFileManager(null, null, UTF_8);

  @TempDir Path folder;

  @AfterAll
  static void closeFiles() throws IOException {
    FILES.close();
  }

  /** The examples of the contract, over the store in memory. */
  static class Examples
      implements LeavingContract,
          DenialOfOwnerContract,
          TeamsBelowContract,
          ResourcesBelowContract,
          ErasureContract,
          RequestContextContract,
          PageTokensContract,
          AccountInUseContract,
          SpellingsContract,
          OwnershipContract {
    @Override
    public Store newStore() {
      return InMemoryStore.create();
    }
  }

  /** The examples of invitations, bars and claims, over the store in memory. */
  static class InvitationExamples
      implements InvitationsContract,
          InvitationRulesContract,
          BarsContract,
          ClaimsContract,
          DomainsContract,
          AddressCodesContract {
    @Override
    public Store newStore() {
      return InMemoryStore.create();
    }
  }

  /** The examples of sign-ins, service accounts and API keys, over the store in memory. */
  static class KeyExamples
      implements SignInContract,
          ServiceAccountsContract,
          ApiKeysContract,
          KeyEndsContract,
          AccessTokensContract {
    @Override
    public Store newStore() {
      return InMemoryStore.create();
    }
  }

  /** The examples of impersonations, over the store in memory. */
  static class ImpersonationExamples
      implements ImpersonationContract,
          ImpersonatedRightsContract,
          ImpersonationEndsContract,
          ImpersonationLogContract {
    @Override
    public Store newStore() {
      return InMemoryStore.create();
    }
  }

  /** The examples of delegations, over the store in memory. */
  static class DelegationExamples
      implements DelegationContract,
          DelegatedRightsContract,
          DelegationEndsContract,
          DelegationLogContract {
    @Override
    public Store newStore() {
      return InMemoryStore.create();
    }
  }

  static Stream<PlantedFault> faults() {
    return Stream.of(
            PlantedFaults.all(),
            InvitationFaults.all(),
            DomainFaults.all(),
            KeyFaults.all(),
            ImpersonationFaults.all(),
            DelegationFaults.all())
        .flatMap(List::stream);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void a_planted_fault_is_noticed_by_each_of_its_examples(PlantedFault fault) throws Exception {
    assertThat(fault.examples()).isNotEmpty();
    Map<Class<?>, String> sources = new LinkedHashMap<>();
    for (Edit edit : fault.edits()) {
      String source = sources.getOrDefault(edit.type(), source(edit.type()));
      sources.put(edit.type(), edit.appliedTo(source));
    }
    compile(sources);
    Map<Example, TestExecutionResult> results = run(fault.examples());
    fault
        .examples()
        .forEach(
            example ->
                assertThat(results.get(example).getThrowable())
                    .as(example.method())
                    .containsInstanceOf(AssertionError.class));
  }

  /** So that it is the fault that the examples notice, and not how it is planted. */
  @Test
  void without_a_fault_no_example_fails() throws Exception {
    ImmutableList<Example> examples =
        faults().flatMap(fault -> fault.examples().stream()).distinct().collect(toImmutableList());
    Map<Class<?>, String> sources = new LinkedHashMap<>();
    for (Edit edit : faults().flatMap(fault -> fault.edits().stream()).toList()) {
      sources.put(edit.type(), source(edit.type()));
    }
    compile(sources);
    run(examples)
        .forEach(
            (example, result) -> assertThat(result.getThrowable()).as(example.method()).isEmpty());
  }

  /** Compiles the given sources into the folder; the other classes come from the class path. */
  private void compile(Map<Class<?>, String> sources) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Map.Entry<Class<?>, String> source : sources.entrySet()) {
      Path file = folder.resolve(source.getKey().getSimpleName() + ".java");
      files.add(Files.writeString(file, source.getValue()));
    }
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of(
            "-d", folder.toString(), "-proc:none", "-cp", System.getProperty("java.class.path"));
    boolean compiled =
        COMPILER
            .getTask(messages, FILES, null, options, null, FILES.getJavaFileObjectsFromPaths(files))
            .call();
    assertThat(compiled).as(messages.toString()).isTrue();
  }

  private static String source(Class<?> type) throws IOException {
    String module = type.getName().contains(".inmemory.") ? "inmemory-store" : "core";
    String file = type.getName().replace('.', '/') + ".java";
    return Files.readString(ROOT.resolve(module).resolve("src/main/java").resolve(file));
  }

  /**
   * Runs examples over the classes that were compiled last, with every class of the library loaded
   * again.
   */
  private Map<Example, TestExecutionResult> run(List<Example> examples) throws Exception {
    Map<Example, TestExecutionResult> results = new LinkedHashMap<>();
    try (Loader loader = new Loader(folder)) {
      for (Example example : examples) {
        Class<?> type = loader.loadClass(example.type().getName());
        assertThat(type.getClassLoader()).isSameAs(loader);
        LauncherFactory.create()
            .execute(
                LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectMethod(type, example.method()))
                    .build(),
                new TestExecutionListener() {
                  @Override
                  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                    if (test.isTest()) {
                      results.put(example, result);
                    }
                  }
                });
        assertThat(results).as("was run").containsKey(example);
      }
    }
    return results;
  }

  /**
   * Loads every class of the library itself, from the given folder first; shares all other classes.
   */
  private static final class Loader extends URLClassLoader {
    Loader(Path first) throws MalformedURLException {
      super(places(first), PlantedFaultsTest.class.getClassLoader());
    }

    private static URL[] places(Path first) throws MalformedURLException {
      List<URL> places = new ArrayList<>();
      places.add(first.toUri().toURL());
      for (Class<?> type :
          List.of(
              Bailiwick.class, InMemoryStore.class, StoreContract.class, PlantedFaultsTest.class)) {
        places.add(type.getProtectionDomain().getCodeSource().getLocation());
      }
      return places.toArray(URL[]::new);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("dev.bailiwick.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }
}
