package dev.bailiwick;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.error.CorruptData;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.GrantKeyText;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.internal.rule.TeamRights;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.org.Org;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.NoSuchUser;
import dev.bailiwick.user.User;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * What of a change's result is kept for whoever asks for the same operation again, and what they
 * are told then. Kept are texts that say nothing of a person but their id: what a thing is called
 * or who somebody is, is looked up anew, as the actor may see it by then.
 *
 * @param kept the texts
 * @param told the result, from the texts
 */
record Outcome<R>(
    BiConsumer<R, Consumer<Object>> kept, BiFunction<Caller, Iterator<String>, R> told) {

  static final Outcome<User> USER =
      new Outcome<>(
          (user, out) -> out.accept(user.id().value()),
          (caller, in) -> AccountRules.seen(caller, user(in)));

  /** Nobody sees the account that was erased but who could erase somebody else's. */
  static final Outcome<User> ERASED_USER =
      new Outcome<>(
          (user, out) -> out.accept(user.id().value()),
          (caller, in) -> {
            UserId id = user(in);
            return caller
                .view()
                .users()
                .find(id)
                .filter(user -> caller.trusted())
                .orElseThrow(() -> new NoSuchUser(id));
          });

  static final Outcome<Org> ORG =
      new Outcome<>(
          (org, out) -> out.accept(org.id().value()), (caller, in) -> caller.org(org(in)));

  /** The tombstone is for whoever could delete the org. */
  static final Outcome<Org> DELETED_ORG =
      new Outcome<>(
          (org, out) -> out.accept(org.id().value()),
          (caller, in) -> {
            OrgId id = org(in);
            return caller
                .view()
                .orgs()
                .find(id)
                .filter(org -> caller.is(org.owner()) || caller.trusted())
                .orElseThrow(() -> new NoSuchOrg(id));
          });

  static final Outcome<Team> TEAM =
      new Outcome<>(
          (team, out) -> out.accept(team.id().value()),
          (caller, in) -> TeamRights.of(caller, new TeamId(number(in))).team());

  static final Outcome<Resource> RESOURCE =
      new Outcome<>(
          (resource, out) -> {
            out.accept(resource.tenant());
            out.accept(resource.id().type());
            out.accept(resource.id().id());
          },
          (caller, in) -> {
            Tenant tenant = tenant(in);
            return Resources.seen(caller, new ResourceId(in.next(), in.next()).in(tenant));
          });

  static final Outcome<Revision> REVISION =
      new Outcome<>(
          (revision, out) -> {
            out.accept(revision.numbers().size());
            revision
                .numbers()
                .forEach(
                    (tenant, number) -> {
                      out.accept(tenant);
                      out.accept(number);
                    });
          },
          (caller, in) -> {
            Map<Tenant, Long> numbers = new HashMap<>();
            for (long left = number(in); left > 0; left--) {
              numbers.put(tenant(in), number(in));
            }
            return Revision.of(numbers);
          });

  static final Outcome<ImmutableList<UserId>> USER_IDS =
      list(new Outcome<>((id, out) -> out.accept(id.value()), (caller, in) -> user(in)));

  static final Outcome<Written<ImmutableList<Grant>>> GRANTS =
      written(
          list(
              new Outcome<>(
                  (grant, out) -> {
                    out.accept(grant.tenant());
                    out.accept(GrantKeyText.write(grant));
                    out.accept(instant(grant.window().from()));
                    out.accept(instant(grant.window().until()));
                  },
                  (caller, in) ->
                      new Grant(
                          tenant(in),
                          GrantKeyText.read(in.next()),
                          new Window(instant(in), instant(in))))));

  /** Those that belong to somebody in an org: teams and registered resources. */
  static final Outcome<Written<ImmutableList<ResourceRef>>> OWNED =
      written(
          list(
              new Outcome<>(
                  (ref, out) -> {
                    out.accept(ref.key().type());
                    out.accept(ref.key().id());
                  },
                  (caller, in) -> {
                    ResourceId id = new ResourceId(in.next(), in.next());
                    return id.type().equals(ResourceId.TEAM)
                        ? new TeamId(Long.parseLong(id.id()))
                        : id;
                  })));

  static final Outcome<Written<RoleDefinition>> ROLE =
      written(
          new Outcome<>(
              (role, out) -> {
                out.accept(role.org().value());
                out.accept(role.role());
                out.accept(role.permissions().size());
                role.permissions().forEach(out);
              },
              (caller, in) -> {
                OrgId org = org(in);
                Role name = new Role(in.next());
                ImmutableSortedSet.Builder<Permission> permissions =
                    ImmutableSortedSet.naturalOrder();
                for (long left = number(in); left > 0; left--) {
                  permissions.add(new Permission(in.next()));
                }
                return new RoleDefinition(org, name, permissions.build());
              }));

  /** Several of a kind. */
  static <T> Outcome<ImmutableList<T>> list(Outcome<T> each) {
    return new Outcome<>(
        (list, out) -> {
          out.accept(list.size());
          list.forEach(one -> each.kept.accept(one, out));
        },
        (caller, in) -> {
          ImmutableList.Builder<T> list = ImmutableList.builder();
          for (long left = number(in); left > 0; left--) {
            list.add(each.told.apply(caller, in));
          }
          return list.build();
        });
  }

  /** With the revision that the change made. */
  static <T> Outcome<Written<T>> written(Outcome<T> value) {
    return new Outcome<>(
        (written, out) -> {
          value.kept.accept(written.value(), out);
          REVISION.kept.accept(written.revision(), out);
        },
        (caller, in) ->
            new Written<>(value.told.apply(caller, in), REVISION.told.apply(caller, in)));
  }

  /** What is kept as one text: of each part the number of its characters, a colon and itself. */
  String write(R result) {
    StringBuilder text = new StringBuilder();
    kept.accept(
        result,
        part -> {
          String written = part.toString();
          text.append(written.length()).append(':').append(written);
        });
    return text.toString();
  }

  /** The result, from the text that {@link #write} made. */
  R read(Caller caller, String text) {
    try {
      List<String> parts = new ArrayList<>();
      for (int next = 0; next < text.length(); ) {
        int colon = text.indexOf(':', next);
        int end = colon + 1 + Integer.parseInt(text.substring(next, colon));
        parts.add(text.substring(colon + 1, end));
        next = end;
      }
      return told.apply(caller, parts.iterator());
    } catch (InvalidParameter
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | NoSuchElementException
        | DateTimeException unreadable) {
      CorruptData corrupt = new CorruptData("what an operation did cannot be read");
      corrupt.initCause(unreadable);
      throw corrupt;
    }
  }

  private static UserId user(Iterator<String> in) {
    return new UserId(number(in));
  }

  private static OrgId org(Iterator<String> in) {
    return new OrgId(number(in));
  }

  private static Tenant tenant(Iterator<String> in) {
    return (Tenant) GrantKeyText.accessor(in.next());
  }

  private static long number(Iterator<String> in) {
    return Long.parseLong(in.next());
  }

  private static String instant(Optional<Instant> instant) {
    return instant.map(Instant::toString).orElse("");
  }

  private static Optional<Instant> instant(Iterator<String> in) {
    return Optional.of(in.next()).filter(text -> !text.isEmpty()).map(Instant::parse);
  }
}
