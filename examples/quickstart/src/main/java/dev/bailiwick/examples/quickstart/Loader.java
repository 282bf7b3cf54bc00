package dev.bailiwick.examples.quickstart;

import static dev.bailiwick.user.NewMember.member;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableBiMap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Lists;
import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.examples.quickstart.Loaded.Found;
import dev.bailiwick.examples.quickstart.Loaded.LoadedOrg;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Text;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.page.Page;
import dev.bailiwick.store.Store;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the calls that put the contents of the files into a store. Things that exist already stay
 * as they are. To load the same files again changes nothing, and completes a load that was
 * interrupted.
 */
final class Loader {
  private static final Actor ACTOR = Actor.system("quickstart");

  private final Bailiwick bailiwick;
  private final Progress progress;
  private final Map<String, UserId> people = new HashMap<>();
  private int teams;
  private int grants;
  private int orgsFound;
  private int teamsFound;

  private Loader(Bailiwick bailiwick, Progress progress) {
    this.bailiwick = bailiwick;
    this.progress = progress;
  }

  /** Loads all files. */
  static Loaded load(Store store, ImmutableList<OrgFile> files, Progress progress) {
    return new Loader(Bailiwick.over(store, GitHub.model()), progress).load(files);
  }

  private Loaded load(ImmutableList<OrgFile> files) {
    Map<String, Person> everybody = new LinkedHashMap<>();
    files.stream().flatMap(Loader::people).forEach(p -> everybody.putIfAbsent(p.login(), p));
    progress.start("loading", everybody.size() + files.stream().mapToInt(Loader::count).sum());

    Session trusted = bailiwick.actingAs(ACTOR);
    for (Person person : everybody.values()) {
      people.put(
          person.login(),
          trusted
              .users()
              .ensure(GitHub.identity(person.login()), Profile.named(person.spelled()))
              .id());
      progress.step();
    }
    Map<Optional<String>, OrgId> there = new HashMap<>();
    Page.all(trusted.orgs()::list).forEach(org -> there.put(org.externalKey(), org.id()));
    ImmutableMap.Builder<String, LoadedOrg> orgs = ImmutableMap.builder();
    for (OrgFile file : files) {
      Optional<OrgId> found = Optional.ofNullable(there.get(Optional.of(file.key())));
      orgsFound += found.isPresent() ? 1 : 0;
      orgs.put(file.key(), org(found.orElseGet(() -> create(trusted, file)), file));
    }
    progress.end();
    return new Loaded(
        bailiwick,
        ImmutableBiMap.copyOf(people),
        orgs.buildOrThrow(),
        teams,
        grants,
        new Found(orgsFound, teamsFound));
  }

  private OrgId create(Session trusted, OrgFile file) {
    return trusted
        .orgs()
        .create(
            NewOrg.named(file.name(), id(file.admins().get(0)))
                .withExternalKey(file.key())
                .withDescription(file.description()))
        .id();
  }

  private LoadedOrg org(OrgId org, OrgFile file) {
    UserId owner = id(file.admins().get(0));
    Session inside = bailiwick.actingAs(ACTOR.in(org));
    file.defaultRole()
        .ifPresent(role -> inside.orgs().update(org, OrgChange.ofMembersDefaultRole(role)));
    for (List<NewMember> some : batches(seats(file.admins(), file.members()))) {
      inside.orgs().members(org).add(some);
    }
    Map<String, TeamId> there = new HashMap<>();
    Page.all(inside.teams()::listAll).forEach(team -> there.put(team.name(), team.id()));
    Map<String, List<NewGrant>> granted = new LinkedHashMap<>();
    file.teams().forEach(team -> team(inside, owner, there, team, Optional.empty(), granted));
    granted.forEach(
        (repository, some) ->
            batches(some)
                .forEach(
                    batch -> {
                      inside.grants().merge(GitHub.REPOSITORY.id(repository), batch);
                      grants += batch.size();
                    }));
    return new LoadedOrg(file.key(), org, ImmutableSortedSet.copyOf(Text.ORDER, granted.keySet()));
  }

  /** Creates a team with all teams inside it, and collects the roles that they will be granted. */
  private void team(
      Session inside,
      UserId owner,
      Map<String, TeamId> there,
      TeamFile file,
      Optional<TeamId> parent,
      Map<String, List<NewGrant>> granted) {
    Optional<TeamId> found = Optional.ofNullable(there.get(file.name()));
    teamsFound += found.isPresent() ? 1 : 0;
    NewTeam missing =
        NewTeam.named(file.name()).withDescription(file.description()).withOwner(owner);
    TeamId team =
        found.orElseGet(
            () -> inside.teams().create(parent.map(missing::withParent).orElse(missing)).id());
    for (List<NewMember> some : batches(seats(file.maintainers(), file.members()))) {
      inside.teams().members(team).add(some);
    }
    file.repositories()
        .forEach(
            (repository, role) ->
                granted
                    .computeIfAbsent(repository, r -> new ArrayList<>())
                    .add(NewGrant.of(role, team)));
    teams++;
    progress.step();
    file.children().forEach(child -> team(inside, owner, there, child, Optional.of(team), granted));
  }

  private List<NewMember> seats(List<Person> admins, List<Person> members) {
    return Stream.concat(
            admins.stream().map(p -> member(id(p)).asAdmin()),
            members.stream().map(p -> member(id(p))))
        .toList();
  }

  private UserId id(Person person) {
    return requireNonNull(people.get(person.login()));
  }

  private static <T> List<List<T>> batches(List<T> all) {
    return Lists.partition(all, Limits.BATCH);
  }

  private static Stream<Person> people(OrgFile org) {
    return Stream.concat(org.admins().stream(), org.members().stream());
  }

  private static int count(OrgFile org) {
    return org.teams().stream().mapToInt(Loader::count).sum();
  }

  private static int count(TeamFile team) {
    return 1 + team.children().stream().mapToInt(Loader::count).sum();
  }
}
