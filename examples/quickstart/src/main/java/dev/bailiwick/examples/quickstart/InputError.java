package dev.bailiwick.examples.quickstart;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** What was asked for, or what stands in a file, cannot be used; the message is one clear line. */
final class InputError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InputError(String message) {
    super(message);
  }

  InputError(String message, Throwable cause) {
    super(message, cause);
  }

  /** Something failed because a file could not be used. */
  static InputError because(String failed, IOException e) {
    // The message of these is the name of the file and no more.
    String why =
        e instanceof AccessDeniedException
            ? "access denied"
            : e instanceof NoSuchFileException ? "no such file" : String.valueOf(e.getMessage());
    return new InputError(failed + ": " + why, e);
  }
}
