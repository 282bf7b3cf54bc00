package dev.bailiwick.bulk;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Text;
import dev.bailiwick.user.ExternalIdentity;
import java.util.Optional;

/** The resource or the accessor of a grant, by a name with the same meaning in every store. */
public sealed interface Name {
  /**
   * A person.
   *
   * @param identity one of the external identities of the user
   */
  record User(ExternalIdentity identity) implements Name {
    /** Refuses a null. */
    public User {
      given(identity, "user.identity");
    }
  }

  /**
   * A team of the org.
   *
   * @param name its name, in any spelling
   */
  record Team(String name) implements Name {
    /** Refuses a malformed name. */
    public Team {
      Text.name(name, "team.name");
    }
  }

  /**
   * An org.
   *
   * @param key the external key of another org, which is a guest; empty for the org itself
   */
  record Org(Optional<String> key) implements Name {
    /** Refuses a malformed key. */
    public Org {
      given(key, "org.external_key");
      key.ifPresent(given -> Text.id(given, "org.external_key"));
    }
  }

  /** Everyone, as {@link dev.bailiwick.id.Everyone}. */
  record Everyone() implements Name {}

  /**
   * A resource of one of the host's types, registered or not.
   *
   * @param id its type and id
   */
  record Resource(ResourceId id) implements Name {
    /** Refuses an org, a team or a user: their ids belong to one store. */
    public Resource {
      given(id, "resource.id");
      InvalidParameter.unless(
          !id.builtIn(), "resource.type", "users, orgs and teams have names of their own");
    }
  }
}
