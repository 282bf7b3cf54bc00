package dev.bailiwick.examples.quickstart;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.bailiwick.Session;
import dev.bailiwick.examples.quickstart.Loaded.LoadedOrg;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Text;
import dev.bailiwick.id.UserId;
import dev.bailiwick.page.Page;
import dev.bailiwick.permission.Role;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;

/**
 * The review of all access: the role of each user on each repository, one line each, in code-point
 * order of the names.
 */
final class Review {
  private static final CharMatcher SPECIAL = CharMatcher.anyOf(",\"\r\n");

  private final Loaded loaded;
  private final Progress progress;
  private long lines;

  Review(Loaded loaded, Progress progress) {
    this.loaded = loaded;
    this.progress = progress;
  }

  /**
   * Writes the review of all orgs.
   *
   * @return the number of lines, without the header
   */
  long write(Writer out) throws IOException {
    Map<LoadedOrg, ImmutableSortedMap<String, UserId>> members =
        loaded.allOrgs().stream().collect(ImmutableMap.toImmutableMap(o -> o, this::members));
    progress.start("reviewing", members.values().stream().mapToInt(Map::size).sum());
    out.write("org,user,repository,role\n");
    for (LoadedOrg org : members.keySet()) {
      for (Map.Entry<String, UserId> member : members.get(org).entrySet()) {
        write(out, org, member.getKey(), member.getValue());
        progress.step();
      }
    }
    progress.end();
    return lines;
  }

  private ImmutableSortedMap<String, UserId> members(LoadedOrg org) {
    Session session = loaded.in(org);
    return Page.all(session.orgs().members(org.id())::list)
        .collect(
            ImmutableSortedMap.toImmutableSortedMap(
                Text.ORDER, m -> loaded.login(m.id()), m -> m.id()));
  }

  private void write(Writer out, LoadedOrg org, String login, UserId user) throws IOException {
    ImmutableList<ResourceId> repositories =
        org.repositories().stream()
            .map(GitHub.REPOSITORY::id)
            .collect(ImmutableList.toImmutableList());
    String start = quoted(org.key()) + ',' + quoted(login) + ',';
    for (Map.Entry<ResourceId, ImmutableSet<Role>> on :
        loaded.in(org).access().effectiveRoles(user, repositories).entrySet()) {
      if (!on.getValue().isEmpty()) {
        out.write(start);
        out.write(quoted(GitHub.REPOSITORY.parse(on.getKey())));
        out.write(',');
        out.write(highest(on.getValue()).name());
        out.write('\n');
        lines++;
      }
    }
  }

  private static Role highest(ImmutableSet<Role> roles) {
    return roles.stream().reduce(GitHub::higher).orElseThrow();
  }

  /** Quotes a name as RFC 4180 requires. */
  private static String quoted(String name) {
    return SPECIAL.matchesNoneOf(name) ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
