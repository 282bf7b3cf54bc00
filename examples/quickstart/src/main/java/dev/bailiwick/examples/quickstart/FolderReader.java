package dev.bailiwick.examples.quickstart;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.Text;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads a folder that has a folder for each org: an {@code org.yaml}, and a {@code teams.yaml} for
 * each group of teams in a folder below it. Everything is read and checked before anything is
 * loaded.
 */
final class FolderReader {
  private static final String ORG = "org.yaml";
  private static final String TEAMS = "teams.yaml";

  private final Path root;
  private final Notes notes;
  private final Spellings spellings = new Spellings();

  private FolderReader(Path root, Notes notes) {
    this.root = root;
    this.notes = notes;
  }

  /**
   * The orgs in a folder, by key.
   *
   * @throws InputError at the first thing that cannot be used
   */
  static ImmutableList<OrgFile> read(Path root, Notes notes) {
    if (!Files.isDirectory(root)) {
      throw new InputError(root + ": " + (Files.exists(root) ? "not a folder" : "no such folder"));
    }
    return new FolderReader(root, notes).orgs();
  }

  private ImmutableList<OrgFile> orgs() {
    ImmutableList.Builder<OrgFile> orgs = ImmutableList.builder();
    Map<String, String> keys = new HashMap<>();
    for (Path entry : entries(root)) {
      if (Files.isDirectory(entry) && Files.exists(entry.resolve(ORG))) {
        String folder = named(entry);
        String before = keys.put(GitHub.fold(folder), folder);
        if (before != null) {
          throw new InputError(folder + ": differs from " + before + " only in case");
        }
        orgs.add(org(entry, folder));
      } else if (!named(entry).startsWith(".")) {
        notes.leftOut("file or folder", "it has no org.yaml", named(entry));
      }
    }
    ImmutableList<OrgFile> found =
        ImmutableList.sortedCopyOf((a, b) -> Text.ORDER.compare(a.key(), b.key()), orgs.build());
    if (found.isEmpty()) {
      throw new InputError(root + ": no folder in it has an " + ORG);
    }
    spellings.report(notes);
    return found;
  }

  private OrgFile org(Path folder, String name) {
    ImmutableList.Builder<Yaml> teams = ImmutableList.builder();
    for (Path entry : entries(folder)) {
      Path file = entry.resolve(TEAMS);
      if (Files.exists(file)) {
        teams.add(yaml(file));
      } else if (!named(entry).equals(ORG) && !named(entry).startsWith(".")) {
        notes.leftOut("file or folder of an org", "it has no teams.yaml", shown(entry));
      }
    }
    return new OrgReader(name, notes, spellings).read(yaml(folder.resolve(ORG)), teams.build());
  }

  private Yaml yaml(Path file) {
    try {
      return Yaml.parse(shown(file), Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new InputError(shown(file) + ": not YAML: not UTF-8", e);
    } catch (IOException e) {
      throw InputError.because(shown(file) + ": cannot be read", e);
    }
  }

  private List<Path> entries(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw InputError.because(folder + ": cannot be read", e);
    }
  }

  private static String named(Path path) {
    return String.valueOf(path.getFileName());
  }

  private String shown(Path file) {
    return root.relativize(file).toString();
  }
}
