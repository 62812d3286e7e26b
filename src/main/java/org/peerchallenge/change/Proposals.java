package org.peerchallenge.change;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.change.Proposal.State;
import org.peerchallenge.changelog.ChangeLog;
import org.peerchallenge.engine.FileSet;
import org.peerchallenge.engine.ProposedFiles;
import org.peerchallenge.kernel.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Proposals of changed processes: brought, proposed with a reason, approved by a second person for
 * exactly that content, deployed as one version.
 */
@Service
public class Proposals {

  /** Under which key the change log keeps what happens to the process itself. */
  public static final String CASE = "process";

  private static final int LONGEST = 1000;

  private final JdbcClient jdbc;
  private final ProposedFiles files;
  private final ChangeLog log;
  private final Clock clock;

  Proposals(JdbcClient jdbc, ProposedFiles files, ChangeLog log, Clock clock) {
    this.jdbc = jdbc;
    this.files = files;
    this.log = log;
    this.clock = clock;
  }

  /** The newest first. */
  public List<Proposal> all() {
    return jdbc.sql("select * from process_proposal order by id desc limit 100")
        .query(Proposals::proposal)
        .list();
  }

  public Optional<Proposal> find(long id) {
    return jdbc.sql("select * from process_proposal where id = :id")
        .param("id", id)
        .query(Proposals::proposal)
        .optional();
  }

  /** The proposal that a deployed set came from. */
  public Optional<Proposal> deployedAs(String deployment) {
    return jdbc.sql("select * from process_proposal where deployment = :deployment")
        .param("deployment", deployment)
        .query(Proposals::proposal)
        .optional();
  }

  public FileSet files(long id) {
    return new FileSet(
        jdbc.sql("select name, content from process_proposal_file where proposal = :id order by 1")
            .param("id", id)
            .query((row, n) -> new FileSet.File(row.getString("name"), row.getBytes("content")))
            .list());
  }

  /**
   * Keeps a set, which acts on nothing yet.
   *
   * @param source where it came from, in words
   * @return its number
   * @throws Refused when it is the set in use
   */
  @Transactional
  public long bring(FileSet set, String source, String who) {
    if (set.isSameAs(files.inUse())) {
      throw new Refused("These files are in use already: nothing would change.");
    }
    Optional<Long> same =
        jdbc.sql(
                """
                select id from process_proposal
                where content_hash = :hash and brought_by = :who and state = 'DRAFT'
                order by id desc limit 1
                """)
            .param("hash", set.hash())
            .param("who", who)
            .query(Long.class)
            .optional();
    if (same.isPresent()) {
      return same.get();
    }
    long id =
        jdbc.sql(
                """
                insert into process_proposal (source, content_hash, brought_by, brought)
                values (:source, :hash, :who, :now) returning id
                """)
            .param("source", source.length() > 300 ? source.substring(0, 300) : source)
            .param("hash", set.hash())
            .param("who", who)
            .param("now", now())
            .query(Long.class)
            .single();
    for (FileSet.File file : set.files()) {
      jdbc.sql(
              "insert into process_proposal_file (proposal, name, content)"
                  + " values (:id, :name, :content)")
          .param("id", id)
          .param("name", file.name())
          .param("content", file.bytes())
          .update();
    }
    return id;
  }

  /**
   * Asks for it.
   *
   * @param reason why, at most 1,000 characters
   * @throws Refused when the check finds a fault, or it is no draft
   */
  @Transactional
  public void propose(long id, String reason, String who) {
    Proposal one = locked(id, State.DRAFT);
    String why = needed(reason, "Write why: whoever approves it reads your reason.");
    if (!files.checked(files(id)).mayBeDeployed()) {
      throw new Refused(
          "The check found mistakes: correct them in Camunda Modeler and bring the files again.");
    }
    jdbc.sql(
            """
            update process_proposal
            set state = 'PROPOSED', reason = :reason, proposed_by = :who, proposed = :now
            where id = :id
            """)
        .param("reason", why)
        .param("who", who)
        .param("now", now())
        .param("id", one.id())
        .update();
    log.write(CASE, "Change " + id, "", "proposed", why);
  }

  /**
   * Approves exactly the content that was shown, beside the set in use.
   *
   * @param hash of the content that was shown
   * @param beside the deployment that it was compared with
   * @param office whether the person holds the programme office's role
   * @throws Refused when it is not that content any more, or not theirs to approve
   */
  @Transactional
  public void approve(
      long id, String hash, String beside, String words, String who, boolean office) {
    Proposal one = locked(id, State.PROPOSED);
    if (one.isOf(who)) {
      throw new Refused("You brought or proposed it: a second person approves it.");
    }
    FileSet set = files(id);
    if (!set.hash().equals(hash) || !one.hash().equals(hash)) {
      throw new Refused("This is not the content that you were shown. Look again.");
    }
    if (!files.inUseId().equals(beside)) {
      throw new Refused("Another set came into use meanwhile. Look again.");
    }
    ProposedFiles.Shown shown = files.checked(set);
    if (!shown.mayBeDeployed()) {
      throw new Refused("The check finds mistakes beside the set in use now. Look again.");
    }
    if (shown.changesSafeguards() && !office) {
      throw new Refused(
          "It changes what must never be skipped: only the programme office approves that.");
    }
    jdbc.sql(
            """
            update process_proposal
            set state = 'APPROVED', decided_by = :who, decided = :now, decision_reason = :words,
                approved_hash = :hash, approved_beside = :beside
            where id = :id
            """)
        .param("who", who)
        .param("now", now())
        .param("words", bounded(words))
        .param("hash", hash)
        .param("beside", beside)
        .param("id", id)
        .update();
    log.write(CASE, "Change " + id, "proposed", "approved", words);
  }

  /**
   * Says no to it.
   *
   * @throws Refused without a reason, or when it is not proposed
   */
  @Transactional
  public void refuse(long id, String reason, String who) {
    locked(id, State.PROPOSED);
    String why = needed(reason, "Write why: whoever proposed it reads your reason.");
    jdbc.sql(
            """
            update process_proposal
            set state = 'REFUSED', decided_by = :who, decided = :now, decision_reason = :reason
            where id = :id
            """)
        .param("who", who)
        .param("now", now())
        .param("reason", why)
        .param("id", id)
        .update();
    log.write(CASE, "Change " + id, "proposed", "not approved", why);
  }

  /**
   * Takes it back.
   *
   * @throws Refused when it is somebody else's, or was deployed
   */
  @Transactional
  public void withdraw(long id, String who) {
    Proposal one = locked(id, State.DRAFT, State.PROPOSED, State.APPROVED);
    if (!one.isOf(who)) {
      throw new Refused("Somebody else brought it: they withdraw it, or you say no to it.");
    }
    jdbc.sql("update process_proposal set state = 'WITHDRAWN' where id = :id")
        .param("id", id)
        .update();
    log.write(CASE, "Change " + id, one.state().words(), "withdrawn", "");
  }

  /**
   * Deploys what was approved, as one version; running cases stay where they are.
   *
   * @throws Refused when it is not what was approved, or another set came into use since
   */
  @Transactional
  public void deploy(long id, String who) {
    // One after another, so that what was approved stands beside the set that it was approved
    // beside.
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('process', 0))").query().listOfRows();
    Proposal one = locked(id, State.APPROVED);
    FileSet set = files(id);
    if (!set.hash().equals(one.hash())) {
      throw new Refused("Its content is not what was approved. Bring the files again.");
    }
    if (!files.inUseId().equals(one.approvedBeside().orElse(""))) {
      throw new Refused(
          "Another set came into use since it was approved: what it does may differ now. Bring the"
              + " files again and have them approved.");
    }
    String deployment;
    deployment = files.deploy(set, "change " + id);
    jdbc.sql(
            """
            update process_proposal
            set state = 'DEPLOYED', deployed_by = :who, deployed = :now, deployment = :deployment
            where id = :id
            """)
        .param("who", who)
        .param("now", now())
        .param("deployment", deployment)
        .param("id", id)
        .update();
    log.write(CASE, "Change " + id, "approved", "deployed", one.reason().orElse(""));
  }

  private Proposal locked(long id, State... states) {
    Proposal one =
        jdbc.sql("select * from process_proposal where id = :id for update")
            .param("id", id)
            .query(Proposals::proposal)
            .optional()
            .orElseThrow(() -> new Refused("There is no change " + id + "."));
    if (!List.of(states).contains(one.state())) {
      throw new Refused("It is " + one.state().words() + ": look at it again.");
    }
    return one;
  }

  static String needed(String words, String refusal) {
    if (words == null || words.isBlank()) {
      throw new Refused(refusal);
    }
    return bounded(words);
  }

  private static String bounded(String words) {
    String text = words == null ? "" : words.strip().replace("\u0000", "");
    if (text.length() > LONGEST) {
      throw new Refused("Write at most 1,000 characters.");
    }
    return text;
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static Proposal proposal(ResultSet row, int n) throws SQLException {
    return new Proposal(
        row.getLong("id"),
        row.getString("source"),
        row.getString("content_hash"),
        State.valueOf(row.getString("state")),
        row.getString("brought_by"),
        row.getObject("brought", OffsetDateTime.class).toInstant(),
        text(row, "reason"),
        text(row, "proposed_by"),
        moment(row, "proposed"),
        text(row, "decided_by"),
        moment(row, "decided"),
        text(row, "decision_reason"),
        text(row, "approved_beside"),
        text(row, "deployed_by"),
        moment(row, "deployed"),
        text(row, "deployment"));
  }

  private static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
