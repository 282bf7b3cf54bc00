package dev.bailiwick.examples.quickstart;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.Session;
import dev.bailiwick.examples.quickstart.Loaded.LoadedOrg;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Text;
import dev.bailiwick.id.UserId;
import dev.bailiwick.page.Page;
import dev.bailiwick.permission.Permission;
import java.util.stream.Stream;

/**
 * Answers the questions of the command line. An unknown name is an {@link InputError}: it is a
 * typing mistake, and the answer to it is not "no".
 */
final class Questions {
  private final Loaded loaded;

  Questions(Loaded loaded) {
    this.loaded = loaded;
  }

  /** Returns whether a user has a permission, and why, in sentences. */
  ImmutableList<String> why(String login, String permission, String repository) {
    UserId user = user(login);
    Permission asked = permission(permission);
    Place place = place(repository);
    return session(place).access().explain(user, asked, place.repository()).sentences();
  }

  /** Returns the logins of all users with a permission on a repository. */
  ImmutableList<String> who(String permission, String repository) {
    Permission asked = permission(permission);
    Place place = place(repository);
    Session session = session(place);
    return sorted(
        Page.all(
                request ->
                    session.access().lookupSubjects(asked, place.repository(), request).users())
            .map(loaded::login));
  }

  /** Returns the repositories of all orgs on which a user has a permission, as ORG/REPOSITORY. */
  ImmutableList<String> what(String login, String permission) {
    UserId user = user(login);
    Permission asked = permission(permission);
    return sorted(
        loaded.allOrgs().stream()
            .flatMap(
                org ->
                    Page.all(
                            request ->
                                loaded
                                    .in(org)
                                    .access()
                                    .lookupResources(user, asked, GitHub.REPOSITORY, request))
                        .map(found -> org.key() + "/" + GitHub.REPOSITORY.parse(found))));
  }

  /** A repository in its org. */
  private record Place(LoadedOrg org, ResourceId repository) {}

  private Session session(Place place) {
    return loaded.in(place.org());
  }

  private UserId user(String login) {
    UserId user = loaded.people().get(GitHub.fold(login));
    if (user == null) {
      throw new InputError("unknown user: " + login);
    }
    return user;
  }

  private Permission permission(String name) {
    return loaded.bailiwick().model().permissions().stream()
        .filter(permission -> permission.name().equals(GitHub.fold(name)))
        .findFirst()
        .orElseThrow(
            () ->
                new InputError(
                    "unknown permission: "
                        + name
                        + " (there are "
                        + loaded.bailiwick().model().permissions()
                        + ")"));
  }

  private Place place(String path) {
    int slash = path.indexOf('/');
    if (slash < 0) {
      throw new InputError("not ORG/REPOSITORY: " + path);
    }
    LoadedOrg org = loaded.orgs().get(GitHub.fold(path.substring(0, slash)));
    if (org == null) {
      throw new InputError("unknown org: " + path.substring(0, slash));
    }
    String repository = GitHub.fold(path.substring(slash + 1));
    if (!org.repositories().contains(repository)) {
      throw new InputError("unknown repository: no team of " + org.key() + " names " + repository);
    }
    return new Place(org, GitHub.REPOSITORY.id(repository));
  }

  private static ImmutableList<String> sorted(Stream<String> names) {
    return names.sorted(Text.ORDER).collect(ImmutableList.toImmutableList());
  }
}
