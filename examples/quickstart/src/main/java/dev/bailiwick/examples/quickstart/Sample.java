package dev.bailiwick.examples.quickstart;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/** Two invented orgs, which are packed with the program. */
final class Sample {
  private static final String ONE_FILE = "sample/lantern-library/org.yaml";

  private Sample() {}

  /** Reads the folder of the sample, in a folder of classes or in a jar. */
  static <R> R read(Function<Path, R> reader) {
    try {
      URI file = requireNonNull(Sample.class.getResource(ONE_FILE)).toURI();
      if (!file.getScheme().equals("jar")) {
        return reader.apply(folder(Path.of(file)));
      }
      try (FileSystem jar = FileSystems.newFileSystem(file, Map.of())) {
        return reader.apply(folder(jar.provider().getPath(file)));
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("the sample is not packed with the program", e);
    }
  }

  private static Path folder(Path file) {
    return requireNonNull(requireNonNull(file.getParent()).getParent());
  }
}
