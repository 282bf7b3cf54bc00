package dev.bailiwick.contract.history;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.Session;
import dev.bailiwick.UserEmails;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NewOrg;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Every changing call, once, with a random actor and random arguments. */
public final class Moves {
  /**
   * One kind of call.
   *
   * @param name as the audit log names it
   * @param actor picks the actor
   * @param call picks the arguments, and makes the call
   */
  public record Move(
      String name,
      Function<RandomChoices, Session> actor,
      BiConsumer<RandomChoices, Session> call) {}

  /** All of them. */
  public static final ImmutableList<Move> ALL =
      ImmutableList.<Move>builder()
          .addAll(ofUsers())
          .addAll(ofOrgs())
          .addAll(ofMembers())
          .addAll(ofTeams())
          .addAll(ofResources())
          .addAll(ofGrants())
          .addAll(ofInvitations())
          .build();

  private Moves() {}

  private static List<Move> ofUsers() {
    return List.of(
        move(
            "user.register",
            RandomChoices::trusted,
            (pick, by) -> by.users().register(pick.profile())),
        move(
            "user.register_service",
            RandomChoices::admin,
            (pick, by) -> by.users().registerService(pick.org(), "robot")),
        move(
            "user.ensure",
            RandomChoices::system,
            (pick, by) -> by.users().ensure(pick.identity(), pick.profile())),
        move(
            "user.link",
            RandomChoices::system,
            (pick, by) -> by.users().link(pick.user(), pick.identity())),
        move(
            "user.unlink",
            RandomChoices::system,
            (pick, by) -> {
              var user = pick.user();
              by.users().unlink(user, pick.identityOf(user));
            }),
        move(
            "user.update",
            RandomChoices::anyActor,
            (pick, by) -> by.users().update(pick.user(), pick.profile())),
        move(
            "user.verify_email",
            RandomChoices::system,
            (pick, by) -> by.users().verifyEmail(pick.reachable(), pick.theirs())),
        move(
            "user.note_email",
            RandomChoices::anyActor,
            (pick, by) -> {
              UserEmails emails = by.users().emails(pick.self(by));
              if (pick.chance(2)) {
                emails.change(pick.email());
              } else {
                emails.add(pick.email());
              }
            }),
        move(
            "user.confirm_email",
            RandomChoices::confirming,
            (pick, by) -> by.users().emails(pick.self(by)).confirm(pick.code())),
        move(
            "user.add_email",
            RandomChoices::system,
            (pick, by) -> by.users().emails(pick.reachable()).addVerified(pick.email())),
        move(
            "user.set_primary_email",
            RandomChoices::trusted,
            (pick, by) -> by.users().emails(pick.withSeveral()).setPrimary(pick.another())),
        move(
            "user.remove_email",
            RandomChoices::trusted,
            (pick, by) -> by.users().emails(pick.withSeveral()).remove(pick.another())),
        move(
            "user.set_default_org",
            RandomChoices::trusted,
            (pick, by) -> {
              UserId user = pick.user();
              pick.maybe(pick.org())
                  .ifPresentOrElse(
                      org -> by.users().setDefaultOrg(user, org),
                      () -> by.users().clearDefaultOrg(user));
            }),
        move(
            "user.activate",
            RandomChoices::trusted,
            (pick, by) -> by.users().activate(pick.user())),
        move(
            "user.deactivate",
            RandomChoices::anyActor,
            (pick, by) -> by.users().deactivate(pick.user())),
        move(
            "user.sign_out",
            RandomChoices::anyActor,
            (pick, by) -> by.users().signOutEverywhere(pick.user())),
        move("user.lock", RandomChoices::anyActor, (pick, by) -> by.users().lock(pick.user())),
        move("user.unlock", RandomChoices::trusted, (pick, by) -> by.users().unlock(pick.user())),
        move(
            "user.set_super_user",
            RandomChoices::anyActor,
            (pick, by) -> {
              if (pick.chance(4)) {
                by.users().makeSuperUser(pick.user());
              } else {
                by.users().revokeSuperUser(pick.user());
              }
            }),
        move(
            "user.transfer_ownership",
            RandomChoices::admin,
            (pick, by) -> by.users().transferOwnership(pick.member(), pick.member())),
        move(
            "user.erase",
            RandomChoices::seldomTrusted,
            (pick, by) -> by.users().erase(pick.user())));
  }

  private static List<Move> ofInvitations() {
    return List.of(
        move(
            "invitation.send",
            RandomChoices::admin,
            (pick, by) -> by.invitations().send(pick.about(), pick.invitee(), pick.gift(by))),
        move(
            "invitation.resend",
            RandomChoices::admin,
            (pick, by) -> by.invitations().resend(pick.invitation())),
        move(
            "invitation.withdraw",
            RandomChoices::admin,
            (pick, by) -> by.invitations().withdraw(pick.about(), pick.invitation())),
        move(
            "invitation.accept",
            RandomChoices::invited,
            (pick, by) -> by.invitations().accept(pick.invitation())),
        move(
            "invitation.decline",
            RandomChoices::invited,
            (pick, by) -> by.invitations().decline(pick.invitation())));
  }

  private static List<Move> ofOrgs() {
    return List.of(
        move(
            "org.create",
            RandomChoices::few,
            (pick, by) -> by.orgs().create(NewOrg.named("O", pick.user()))),
        move(
            "org.update",
            RandomChoices::admin,
            (pick, by) -> by.orgs().update(pick.about(), pick.orgChange())),
        move(
            "org.transfer_ownership",
            RandomChoices::trusted,
            (pick, by) -> by.orgs().transferOwnership(pick.about(), pick.member())),
        move(
            "org.offer_ownership",
            RandomChoices::orgOwner,
            (pick, by) -> by.orgs().offerOwnership(pick.about(), pick.orgAdmin())),
        move(
            "org.withdraw_ownership",
            RandomChoices::orgOwner,
            (pick, by) -> by.orgs().withdrawOwnership(pick.about())),
        move(
            "org.decline_ownership",
            RandomChoices::candidate,
            (pick, by) -> by.orgs().declineOwnership(pick.about())),
        move(
            "org.accept_ownership",
            RandomChoices::candidate,
            (pick, by) -> by.orgs().acceptOwnership(pick.about())),
        move(
            "org.suspend",
            RandomChoices::trusted,
            (pick, by) -> by.orgs().suspend(pick.about(), "unpaid", pick.suspension())),
        move(
            "org.resume", RandomChoices::trusted, (pick, by) -> by.orgs().resume(pick.suspended())),
        move(
            "org.delete",
            RandomChoices::seldomTrusted,
            (pick, by) -> by.orgs().delete(pick.about())),
        move(
            "org.define_role",
            RandomChoices::admin,
            (pick, by) ->
                by.orgs()
                    .defineRole(
                        pick.about(), pick.ownRole(), pick.permission(), pick.permission())),
        move(
            "org.delete_role",
            RandomChoices::anyActor,
            (pick, by) -> by.orgs().deleteRole(pick.about(), pick.spareRole())));
  }

  private static List<Move> ofMembers() {
    return List.of(
        move(
            "org.add_members",
            RandomChoices::admin,
            (pick, by) -> by.orgs().members(pick.about()).add(pick.anyNewMember(), pick.known())),
        move(
            "org.replace_members",
            RandomChoices::admin,
            (pick, by) -> by.orgs().members(pick.about()).replace(List.of(pick.roster()))),
        move(
            "org.remove_members",
            RandomChoices::admin,
            (pick, by) ->
                by.orgs().members(pick.about()).remove(List.of(pick.member()), pick.member())),
        move(
            "org.leave",
            RandomChoices::plain,
            (pick, by) -> by.orgs().members(pick.about()).leave()),
        move(
            "org.set_admin",
            RandomChoices::admin,
            (pick, by) -> {
              var members = by.orgs().members(pick.about());
              if (pick.chance(2)) {
                members.makeAdmin(pick.member());
              } else {
                members.revokeAdmin(pick.member());
              }
            }),
        move(
            "org.activate_members",
            RandomChoices::admin,
            (pick, by) -> by.orgs().members(pick.about()).activate(pick.anyMember())),
        move(
            "org.deactivate_members",
            RandomChoices::admin,
            (pick, by) -> by.orgs().members(pick.about()).deactivate(pick.member())),
        move(
            "org.sign_up",
            RandomChoices::system,
            (pick, by) -> by.orgs().members(pick.aboutDomain()).signUp(pick.reachable())),
        move(
            "org.join",
            RandomChoices::system,
            (pick, by) -> by.orgs().members(pick.about()).join(pick.user())),
        move(
            "org.accept_request",
            RandomChoices::asked,
            (pick, by) -> by.orgs().joinRequests(pick.about()).accept(pick.asking())),
        move(
            "org.reject_request",
            RandomChoices::asked,
            (pick, by) -> by.orgs().joinRequests(pick.about()).reject(pick.asking())),
        move(
            "org.withdraw_request",
            RandomChoices::asker,
            (pick, by) -> by.orgs().joinRequests(pick.aboutRequest()).withdraw()),
        move(
            "org.verify_domain",
            RandomChoices::trusted,
            (pick, by) -> by.orgs().domains(pick.about()).verify(pick.domain(), World.START)),
        move(
            "org.remove_domain",
            RandomChoices::trusted,
            (pick, by) -> by.orgs().domains(pick.aboutDomain()).remove(pick.domain())),
        move(
            "org.set_sign_up",
            RandomChoices::trusted,
            (pick, by) ->
                by.orgs().domains(pick.aboutDomain()).setSignUp(pick.domain(), pick.signUp())));
  }

  private static List<Move> ofTeams() {
    return List.of(
        move(
            "team.create",
            RandomChoices::anyActor,
            (pick, by) -> by.teams().create(pick.newTeam(by))),
        move(
            "team.update",
            RandomChoices::admin,
            (pick, by) -> by.teams().update(pick.team(by), pick.teamChange())),
        move(
            "team.add_members",
            RandomChoices::admin,
            (pick, by) -> by.teams().members(pick.team(by)).add(pick.seated(), pick.seated())),
        move(
            "team.replace_members",
            RandomChoices::admin,
            (pick, by) -> by.teams().members(pick.team(by)).replace(pick.seated(), pick.seated())),
        move(
            "team.remove_members",
            RandomChoices::admin,
            (pick, by) -> by.teams().members(pick.team(by)).remove(pick.seated())),
        move(
            "team.remove_all_members",
            RandomChoices::anyActor,
            (pick, by) -> by.teams().members(pick.team(by)).removeAll()),
        move(
            "team.leave",
            RandomChoices::anyActor,
            (pick, by) -> by.teams().members(pick.team(by)).leave()),
        move(
            "team.nest",
            RandomChoices::admin,
            (pick, by) -> by.teams().nest(pick.team(by), pick.team(by))),
        move(
            "team.unnest",
            RandomChoices::admin,
            (pick, by) -> by.teams().unnest(pick.team(by), pick.team(by))),
        move(
            "team.transfer_ownership",
            RandomChoices::admin,
            (pick, by) -> by.teams().transferOwnership(pick.team(by), pick.member())),
        move(
            "team.delete",
            RandomChoices::seldomTrusted,
            (pick, by) -> by.teams().delete(pick.team(by))));
  }

  private static List<Move> ofResources() {
    return List.of(
        move(
            "resource.register",
            RandomChoices::anyActor,
            (pick, by) -> by.resources().register(pick.place(by))),
        move(
            "resource.move",
            RandomChoices::admin,
            (pick, by) -> {
              if (pick.chance(2)) {
                by.resources().move(pick.registered(by), pick.registered(by));
              } else {
                by.resources().moveToTop(pick.registered(by));
              }
            }),
        move(
            "resource.transfer_ownership",
            RandomChoices::admin,
            (pick, by) -> by.resources().transferOwnership(pick.registered(by), pick.member())),
        move(
            "resource.delete",
            RandomChoices::seldomTrusted,
            (pick, by) -> by.resources().delete(pick.registered(by))));
  }

  private static List<Move> ofGrants() {
    return List.of(
        move(
            "grant.grant",
            RandomChoices::admin,
            (pick, by) -> by.grants().grant(pick.role(), pick.resource(by), pick.accessor(by))),
        move(
            "grant.deny",
            RandomChoices::admin,
            (pick, by) -> by.grants().deny(pick.role(), pick.resource(by), pick.accessor(by))),
        move(
            "grant.merge",
            RandomChoices::admin,
            (pick, by) ->
                by.grants()
                    .merge(
                        pick.resource(by),
                        pick.newGrant(by),
                        pick.newGrant(by),
                        pick.newGrant(by),
                        pick.newGrant(by))),
        move(
            "grant.replace",
            RandomChoices::admin,
            (pick, by) ->
                by.grants()
                    .replace(
                        pick.resource(by),
                        pick.newGrant(by),
                        pick.newGrant(by),
                        pick.newGrant(by))),
        move(
            "grant.revoke",
            RandomChoices::admin,
            (pick, by) -> {
              ResourceRef resource = pick.granted(by);
              var given = pick.given(by, resource, false);
              by.grants().revoke(given.role(), resource, given.accessor());
            }),
        move(
            "grant.lift",
            RandomChoices::admin,
            (pick, by) -> {
              ResourceRef resource = pick.granted(by);
              var given = pick.given(by, resource, true);
              by.grants().lift(given.role(), resource, given.accessor());
            }),
        move(
            "grant.remove",
            RandomChoices::admin,
            (pick, by) -> {
              ResourceRef resource = pick.granted(by);
              by.grants().remove(resource, pick.given(by, resource, false).accessor());
            }),
        move(
            "grant.remove_all",
            RandomChoices::seldomTrusted,
            (pick, by) -> by.grants().removeAll(pick.granted(by))),
        // Nothing is that old: the logs are kept for their replay.
        move(
            "audit.remove_older",
            RandomChoices::system,
            (pick, by) -> by.audit().removeOlder(pick.about(), World.START)));
  }

  private static Move move(
      String name,
      Function<RandomChoices, Session> actor,
      BiConsumer<RandomChoices, Session> call) {
    return new Move(name, actor, call);
  }
}
