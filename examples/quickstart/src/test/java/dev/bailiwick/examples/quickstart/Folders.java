package dev.bailiwick.examples.quickstart;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.inmemory.InMemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders to be loaded, as a test writes them. */
final class Folders {
  private Folders() {}

  static Path write(Path root, String file, String... lines) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, String.join("\n", lines) + "\n");
    return root;
  }

  static Loaded load(Path root) {
    return loaded(FolderReader.read(root, new Notes()));
  }

  static Loaded sample() {
    return loaded(Sample.read(sample -> FolderReader.read(sample, new Notes())));
  }

  private static Loaded loaded(ImmutableList<OrgFile> files) {
    return Loader.load(InMemoryStore.create(), files, Progress.none());
  }
}
