package dev.bailiwick.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.actor.Actor;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.UserId;
import dev.bailiwick.inmemory.InMemoryStore;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.team.Team;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoaderTest {
  @TempDir Path root;

  @Test
  void an_org_has_the_name_key_and_owner_of_its_file() throws IOException {
    Folders.write(
        root, "Acme/org.yaml", "name: Acme, Inc.", "description: anvils", "admins: [Zoe, adam]");

    Loaded loaded = Folders.load(root);

    Org org = loaded.in(loaded.orgs().get("acme")).orgs().get("acme");
    assertThat(org.name()).isEqualTo("Acme, Inc.");
    assertThat(org.description()).isEqualTo("anvils");
    assertThat(loaded.login(org.owner())).isEqualTo("zoe");
    assertThat(org.membersDefaultRole()).isEmpty();
  }

  @Test
  void an_org_without_a_name_is_called_as_its_folder() throws IOException {
    Folders.write(root, "Acme/org.yaml", "admins: [zoe]");

    Loaded loaded = Folders.load(root);

    assertThat(loaded.in(acme(loaded)).orgs().get("acme").name()).isEqualTo("Acme");
  }

  @Test
  void an_org_may_have_more_people_than_one_call_takes() throws IOException {
    Folders.write(
        root,
        "acme/org.yaml",
        "admins: [zoe]",
        "members: "
            + IntStream.rangeClosed(1, Limits.BATCH + 1)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", ", "[", "]")),
        "teams: {t: {repos: {r: read}, members: [1, 10001]}}");

    Loaded loaded = Folders.load(root);

    assertThat(loaded.people()).hasSize(Limits.BATCH + 2);
    assertThat(new Questions(loaded).who("read", "acme/r")).containsExactly("1", "10001", "zoe");
  }

  @Test
  void admins_and_maintainers_are_admins_and_members_are_not() throws IOException {
    Folders.write(
        root,
        "acme/org.yaml",
        "admins: [zoe, adam]",
        "members: [ADAM, bea]",
        "teams:",
        "  ops:",
        "    maintainers: [Bea]",
        "    members: [bea, adam]");

    Loaded loaded = Folders.load(root);

    assertThat(memberships(loaded, "adam")).extracting(Membership::admin).containsExactly(true);
    assertThat(memberships(loaded, "bea")).extracting(Membership::admin).containsExactly(false);
    assertThat(
            loaded
                .in(acme(loaded))
                .teams()
                .members(team(loaded, "ops").id())
                .list(PageRequest.first())
                .items())
        .extracting(m -> loaded.login(m.id()) + " " + m.admin())
        .containsExactlyInAnyOrder("bea true", "adam false");
  }

  @Test
  void logins_are_the_same_whatever_the_case_and_a_number_is_a_login() throws IOException {
    Folders.write(root, "acme/org.yaml", "admins: [Zoe, 249043822]", "members: [0x1F, 'no', no]");
    Folders.write(root, "beta/org.yaml", "admins: [ZOE]", "members: [\"249043822\"]");

    Loaded loaded = Folders.load(root);

    assertThat(loaded.people()).containsOnlyKeys("zoe", "249043822", "0x1f", "no");
    assertThat(memberships(loaded, "zoe")).hasSize(2);
    assertThat(
            loaded.in(acme(loaded)).users().find(GitHub.identity("249043822")).orElseThrow().id())
        .isEqualTo(loaded.people().get("249043822"));
  }

  @Test
  void teams_nest_and_what_they_cannot_hold_is_noted() throws IOException {
    Folders.write(
        root,
        "acme/org.yaml",
        "admins: [zoe]",
        "members: [bea, bea]",
        "teams:",
        "  ops:",
        "    description: keeps it running",
        "    colour: red",
        "    repos: {Site: write, site: read}",
        "    teams:",
        "      night:",
        "        members: [Bea, ghost]");
    Folders.write(root, "acme/README.md", "read me");
    Folders.write(root, "stray/teams.yaml", "teams: {}");
    Notes notes = new Notes();

    Loaded loaded =
        Loader.load(InMemoryStore.create(), FolderReader.read(root, notes), Progress.none());

    Team ops = team(loaded, "ops");
    assertThat(ops.description()).isEqualTo("keeps it running");
    assertThat(team(loaded, "night").parents()).contains(ops.id());
    assertThat(new Questions(loaded).who("write", "acme/site")).containsExactly("bea", "zoe");
    assertThat(notes.lines())
        .containsExactly(
            "left out: 1 x file or folder of an org: it has no teams.yaml (acme/README.md)",
            "left out: 1 x colour of a team: not a key that is known here (acme/ops)",
            "left out: 1 x person in a team: not a member of its org (acme/night: ghost)",
            "left out: 1 x file or folder: it has no org.yaml (stray)",
            "adapted: 1 x owner of an org, which GitHub has not: its first admin (acme: zoe)",
            "adapted: 1 x person twice on a list: taken once (acme/org.yaml: bea)",
            "adapted: 1 x repository twice in a team: taken once, with the higher role"
                + " (acme/ops: site)",
            "adapted: 1 x person spelled in several ways: one, whatever the case (bea = Bea)");
  }

  @Test
  void what_every_member_has_by_default_they_have_on_every_repository() throws IOException {
    for (String permission : List.of("read", "none", "write", "")) {
      Folders.write(
          root,
          "acme/org.yaml",
          "default_repository_permission: " + permission,
          "admins: [zoe]",
          "members: [bea]",
          "teams:",
          "  ops:",
          "    repos: {site: admin}");

      assertThat(new Questions(Folders.load(root)).who("read", "acme/site"))
          .as("by default: " + permission)
          .isEqualTo(
              permission.equals("none") || permission.isEmpty()
                  ? List.of("zoe")
                  : List.of("bea", "zoe"));
    }
  }

  private static List<Membership> memberships(Loaded loaded, String login) {
    UserId user = loaded.people().get(login);
    return loaded.bailiwick().actingAs(Actor.system("test")).users().memberships(user);
  }

  private static Team team(Loaded loaded, String name) {
    return Page.all(loaded.in(acme(loaded)).teams()::listAll)
        .filter(team -> team.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Loaded.LoadedOrg acme(Loaded loaded) {
    return loaded.orgs().get("acme");
  }
}
