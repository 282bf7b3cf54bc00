package dev.bailiwick.error;

import static dev.bailiwick.error.InvalidParameter.given;

/** The same actor has used an operation id, in the same org, for another request. */
public final class OperationReused extends Conflict {
  private static final long serialVersionUID = 1L;

  private final String id;

  /** Names the id. */
  public OperationReused(String id) {
    super("the operation id was used for another request: " + given(id, "id"));
    this.id = id;
  }

  /** The operation id. */
  public String id() {
    return id;
  }
}
