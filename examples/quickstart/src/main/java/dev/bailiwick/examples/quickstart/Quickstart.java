package dev.bailiwick.examples.quickstart;

import static java.util.Objects.requireNonNull;

import com.google.common.base.CharMatcher;
import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line: reads, loads, and answers one question. */
@Command(
    name = "quickstart",
    customSynopsis = {
      "quickstart [FOLDER] [--db URL] [--review FILE.csv]",
      "           [--why USER PERMISSION ORG/REPOSITORY |",
      "            --who PERMISSION ORG/REPOSITORY |",
      "            --what USER PERMISSION]"
    },
    description = {
      "",
      "Loads a folder in the format of github.com/kubernetes/org into memory or a database and"
          + " answers questions about it. The summary goes to standard output; with a question, it"
          + " goes to standard error.",
      ""
    },
    footer = {
      "",
      "Permissions: read, triage, write, maintain, admin; manage, delete, transfer.",
      "Exit status: 0 when done, 2 when a name is unknown or a file cannot be used."
    },
    separator = " ")
public final class Quickstart implements Callable<Integer> {
  private static final int UNUSABLE = 2;

  private final Progress progress;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "a folder with a folder for each org; without it, the sample that is packed in")
  private @Nullable Path folder;

  @Option(
      names = "--db",
      paramLabel = "URL",
      description =
          "keep it in this database, and add the missing parts: jdbc:h2:./file,"
              + " jdbc:postgresql:..., jdbc:mariadb:...")
  private @Nullable String db;

  @Option(
      names = "--review",
      paramLabel = "FILE.csv",
      description = "write the highest role of every user on every repository")
  private @Nullable Path review;

  @ArgGroup private @Nullable Question question;

  @Option(names = "--help", usageHelp = true, description = "print this help")
  @SuppressWarnings("unused") // picocli reads this field; the program does not.
  private boolean help;

  /** The questions, of which a command line has at most one. */
  private static final class Question {
    @Option(
        names = "--why",
        arity = "3",
        hideParamSyntax = true,
        paramLabel = "USER PERMISSION ORG/REPOSITORY",
        description = "whether a user has a permission, with every path or every missing step")
    private @Nullable List<String> why;

    @Option(
        names = "--who",
        arity = "2",
        hideParamSyntax = true,
        paramLabel = "PERMISSION ORG/REPOSITORY",
        description = "every user with a permission")
    private @Nullable List<String> who;

    @Option(
        names = "--what",
        arity = "2",
        hideParamSyntax = true,
        paramLabel = "USER PERMISSION",
        description = "every repository on which a user has a permission")
    private @Nullable List<String> what;

    ImmutableList<String> answer(Questions questions) {
      if (why != null) {
        return questions.why(why.get(0), why.get(1), why.get(2));
      } else if (who != null) {
        return questions.who(who.get(0), who.get(1));
      } else if (what != null) {
        return questions.what(what.get(0), what.get(1));
      }
      return ImmutableList.of();
    }
  }

  Quickstart(Progress progress) {
    this.progress = progress;
  }

  /** Runs the program and ends with its exit status. */
  public static void main(String... args) {
    System.exit(commandLine(Progress.onTerminal()).execute(args));
  }

  /** Returns the program, so that a test can run it too. */
  static CommandLine commandLine(Progress progress) {
    return new CommandLine(new Quickstart(progress))
        .setExpandAtFiles(false)
        .setParameterExceptionHandler(Quickstart::unusable)
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              if (e instanceof InputError) {
                return complain(command, e);
              }
              throw e;
            });
  }

  @Override
  public Integer call() {
    CommandLine command = requireNonNull(spec).commandLine();
    Optional<ReviewFile> file = Optional.ofNullable(review).map(ReviewFile::at);
    Optional<Question> asked = Optional.ofNullable(question);
    Summary summary = new Summary(asked.isEmpty() ? command.getOut() : command.getErr());

    Stopwatch watch = Stopwatch.createStarted();
    Notes notes = new Notes();
    ImmutableList<OrgFile> files =
        folder == null
            ? Sample.read(sample -> FolderReader.read(sample, notes))
            : FolderReader.read(folder, notes);
    try (Storage storage = db == null ? Storage.inMemory() : Storage.inDatabase(db)) {
      Loaded loaded = Loader.load(storage.store(), files, progress);
      Duration loading = watch.elapsed();
      Optional<ImmutableList<String>> answer = asked.map(q -> q.answer(new Questions(loaded)));
      summary.loaded(loaded, notes, loading);

      if (file.isPresent()) {
        watch.reset().start();
        long lines = file.get().write(new Review(loaded, progress));
        summary.reviewed(file.get(), lines, watch.elapsed());
      }
      if (folder == null && asked.isEmpty() && file.isEmpty()) {
        summary.whatNext();
      }
      answer.ifPresent(sentences -> sentences.forEach(command.getOut()::println));
    }
    command.getOut().flush();
    return CommandLine.ExitCode.OK;
  }

  private static int unusable(ParameterException e, String... args) {
    return complain(e.getCommandLine(), e);
  }

  private static int complain(CommandLine command, Exception e) {
    String message = CharMatcher.whitespace().collapseFrom(String.valueOf(e.getMessage()), ' ');
    command.getErr().println("quickstart: " + message);
    return UNUSABLE;
  }
}
