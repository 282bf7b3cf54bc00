package dev.bailiwick.internal.call;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.value.Kinds;
import dev.bailiwick.permission.Role;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Slices;
import dev.bailiwick.store.View;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The text form of the keys of grants in page tokens. The resource id comes last, because it may
 * contain any character.
 */
public final class GrantKeyText {
  private GrantKeyText() {}

  public static Stream<Grant> on(
      View view, Tenant tenant, ResourceId resource, Optional<Grant.Key> after) {
    return Slices.after(
        start(after), slice -> view.grants().on(tenant, resource, slice), Grant::key);
  }

  public static Stream<Grant> to(
      View view, Tenant tenant, Accessor accessor, Optional<Grant.Key> after) {
    return Slices.after(
        start(after), slice -> view.grants().to(tenant, accessor, slice), Grant::key);
  }

  private static Slice<Grant.Key> start(Optional<Grant.Key> after) {
    return new Slice<>(after, Slice.<Grant.Key>first().limit());
  }

  public static String write(Grant grant) {
    Grant.Key key = grant.key();
    return Joiner.on(' ')
        .join(
            accessor(key.accessor()),
            key.role().name(),
            key.effect() == Effect.ALLOW ? "ALLOW" : "DENY",
            key.resource().type(),
            key.resource().id());
  }

  public static Grant.Key read(String text) {
    List<String> parts = Splitter.on(' ').limit(5).splitToList(text);
    return new Grant.Key(
        ResourceId.of(parts.get(3), parts.get(4)),
        accessor(parts.get(0)),
        Role.of(parts.get(1)),
        Effect.valueOf(parts.get(2)));
  }

  /** Returns the text of an accessor. */
  public static String accessor(Accessor accessor) {
    return Kinds.match(
        accessor,
        user -> "user:" + user.value(),
        team -> "team:" + team.value(),
        org -> "org:" + org.value(),
        everyone -> "everyone");
  }

  /** Returns the accessor that a text names. */
  public static Accessor accessor(String text) {
    List<String> parts = Splitter.on(':').splitToList(text);
    if (parts.size() == 1) {
      return Everyone.EVERYONE;
    }
    long id = Long.parseLong(parts.get(1));
    return switch (parts.get(0)) {
      case "user" -> new UserId(id);
      case "team" -> new TeamId(id);
      default -> new OrgId(id);
    };
  }
}
