package dev.bailiwick.examples.quickstart;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** The file of a review. It appears under its name only when it is complete. */
final class ReviewFile {
  private final Path target;
  private final Path folder;

  private ReviewFile(Path target, Path folder) {
    this.target = target;
    this.folder = folder;
  }

  /**
   * Returns the file at a path, which may exist already.
   *
   * @throws InputError if no file can be written there
   */
  static ReviewFile at(Path path) {
    try {
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        throw new InputError(path + ": not a regular file");
      }
      // If the path is a link, the file behind it is replaced, and not the link.
      Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
      Path folder = target.getParent();
      if (folder == null || !Files.isDirectory(folder)) {
        throw new InputError(path + ": the folder that it is to be in does not exist");
      }
      return new ReviewFile(target, folder);
    } catch (IOException e) {
      throw InputError.because(path + ": cannot be written", e);
    }
  }

  /**
   * Writes the review beside the target and then moves it there.
   *
   * @return the number of lines, without the header
   * @throws InputError if it cannot be written
   */
  long write(Review review) {
    Path unfinished = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID());
    try {
      try {
        long lines;
        try (Writer out = Files.newBufferedWriter(unfinished, StandardOpenOption.CREATE_NEW)) {
          lines = review.write(out);
        }
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        return lines;
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw InputError.because(target + ": cannot be written", e);
    }
  }

  @Override
  public String toString() {
    return target.toString();
  }
}
