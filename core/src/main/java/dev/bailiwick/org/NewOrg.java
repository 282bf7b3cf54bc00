package dev.bailiwick.org;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.id.UserId;
import java.util.Optional;
import org.immutables.value.Value;

/** An org to be made. */
@Value.Immutable
public interface NewOrg extends WithNewOrg {
  /** Its name. */
  String name();

  /** Its owner: a user who can use their account. They become its first member and admin. */
  UserId owner();

  /** What it is for. */
  Optional<String> description();

  /** The key under which the host knows it. */
  Optional<String> externalKey();

  /** What the host keeps with it. */
  ImmutableMap<String, String> attributes();

  /** An org with this name and owner. */
  static NewOrg named(String name, UserId owner) {
    return new Builder().name(name).owner(owner).build();
  }

  /** An org to be filled in. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds what makes orgs. */
  class Builder extends ImmutableNewOrg.Builder {}
}
