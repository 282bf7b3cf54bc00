package dev.bailiwick.examples.quickstart;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** An argument, or the contents of a file, cannot be used. The message is one clear line. */
final class InputError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InputError(String message) {
    super(message);
  }

  InputError(String message, Throwable cause) {
    super(message, cause);
  }

  /** Returns the error for a step that failed because a file could not be used. */
  static InputError because(String failed, IOException e) {
    // The messages of these two exceptions contain only the name of the file.
    String why =
        e instanceof AccessDeniedException
            ? "access denied"
            : e instanceof NoSuchFileException ? "no such file" : String.valueOf(e.getMessage());
    return new InputError(failed + ": " + why, e);
  }
}
