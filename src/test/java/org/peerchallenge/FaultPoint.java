package org.peerchallenge;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The named points at which tests make forms, outboxes, imports, deployments, signatures and
 * documents fail: each step of theirs that leaves something behind, told by how its statement
 * begins. What lies between two of them (to render a document, to take a hash, to check a set) is
 * nothing yet when it dies. {@code FaultPointsTest} fails for a step that has no point.
 */
public enum FaultPoint {
  FORM_KEPT(Area.TEXT, "insert into submission"),
  SECTION_KEPT(
      Area.TEXT,
      "with kept as ( insert into section (",
      "insert into section_request",
      "update section_request",
      "delete from asked_section",
      "insert into asked_section",
      "update assessment set round",
      "insert into hand_over"),

  NOTICE_POSTED(Area.OUTBOX, "insert into notice ("),
  NOTICE_CLAIMED(Area.OUTBOX, "update notice set state = 'claimed'"),
  /** Told by the test's own way of sending. */
  MAIL_HANDED_OVER(Area.OUTBOX),
  NOTICE_SENT(Area.OUTBOX, "update notice set state = 'sent'"),
  NOTICE_NOT_SENT(Area.OUTBOX, "update notice set state = ?, next_attempt_at = ?, last_error"),
  NOTICE_BOUNCED(Area.OUTBOX, "update notice set state = 'failed'"),
  NOTICE_IN_DOUBT(Area.OUTBOX, "update notice set state = 'unsure'"),
  NOTICE_DECIDED(
      Area.OUTBOX,
      "update notice set state = 'new'",
      "update notice set state = 'set-aside'",
      "insert into mail_hold",
      "delete from mail_hold"),
  OFFICE_TOLD(Area.OUTBOX, "update notice set office_told_at"),
  DIGEST_FILLED(Area.OUTBOX, "update notice set state = 'in-digest'"),
  RHYTHM_CHOSEN(
      Area.OUTBOX,
      "insert into notice_rhythm",
      "insert into news_unsubscribe",
      "update notice set state = ?, next_attempt_at = ? where recipient_email"),
  APPOINTMENT_KEPT(
      Area.OUTBOX,
      "insert into invitation (",
      "update invitation set answer",
      "insert into invitation_reply"),
  MESSAGE_TOLD(Area.OUTBOX, "insert into message_outbox"),
  MESSAGE_DELIVERED(Area.OUTBOX, "delete from message_outbox"),
  MESSAGE_PUT_OFF(
      Area.OUTBOX,
      "update message_outbox set attempts",
      "update message_outbox set next_attempt = ? where id"),
  MESSAGE_WANTED(Area.OUTBOX, "update message_outbox set next_attempt = ? where business_key"),

  FILE_BROUGHT(Area.IMPORT, "insert into figure_import ("),
  /** A copy begins: of a file's parts, or of its rows. */
  FILE_COPIED(Area.IMPORT, "copy"),
  FILE_MEASURED(Area.IMPORT, "update figure_import set size"),
  FILE_EXPLAINED(
      Area.IMPORT,
      "update figure_import set model_year",
      "update figure_import set indicator",
      "update figure_import set commas",
      "update figure_import set mapping",
      "insert into figure_mapping",
      "insert into indicator_defined",
      "update indicator_defined"),
  CHECK_BEGUN(Area.IMPORT, "update figure_import set state = 'reading'"),
  LINES_COUNTED(Area.IMPORT, "update figure_import set lines_read"),
  REMARKS_KEPT(Area.IMPORT, "insert into figure_import_remark", "with says as (", "with cell as ("),
  DIFFERENCE_KEPT(
      Area.IMPORT,
      "insert into figure_import_row",
      "insert into figure_import_record",
      "with read as (",
      "delete from figure_import_row where import_id = ? and what"),
  SUMS_KEPT(Area.IMPORT, "insert into figure_import_digest", "with touched as ("),
  CHECK_ENDED(
      Area.IMPORT,
      "update figure_import set state = case",
      "update figure_import set state = 'brought'"),
  EDITION_OPENED(Area.IMPORT, "insert into figure_edition"),
  INDICATORS_WRITTEN(
      Area.IMPORT,
      "insert into indicator (",
      "with before as (update indicator",
      "with before as (update figure"),
  FIGURES_CLOSED(
      Area.IMPORT,
      "update figure ",
      "update statistical_neighbour",
      "update ofsted_inspection",
      "update $table"),
  FIGURES_WRITTEN(
      Area.IMPORT,
      "insert into figure (",
      "insert into statistical_neighbour",
      "insert into ofsted_inspection",
      "insert into $table"),
  SUMS_WRITTEN(Area.IMPORT, "update figure_digest", "with missing as ("),
  IMPORT_ENDED(Area.IMPORT, "update figure_import set state = ?, edition"),
  LEFTOVERS_TAKEN(
      Area.IMPORT, "do $$ begin lock table figure_import_row", "delete from figure_import_"),

  SET_BROUGHT(
      Area.DEPLOYMENT, "insert into process_proposal (", "insert into process_proposal_file"),
  SET_PROPOSED(
      Area.DEPLOYMENT,
      "update process_proposal set state = 'proposed'",
      "update process_proposal set state = 'withdrawn'"),
  SET_DECIDED(
      Area.DEPLOYMENT,
      "update process_proposal set state = 'approved'",
      "update process_proposal set state = 'refused'"),
  SET_TRIED(
      Area.DEPLOYMENT,
      "insert into process_trial",
      "update process_trial",
      "delete from process_trial"),
  /** The engine's own. */
  DEPLOYMENT_BEGUN(Area.DEPLOYMENT, "insert into act_re_deployment"),
  DIAGRAM_DEPLOYED(Area.DEPLOYMENT, "insert into act_re_procdef"),
  TABLE_DEPLOYED(Area.DEPLOYMENT, "insert into act_re_decision"),
  FORM_DEPLOYED(Area.DEPLOYMENT, "insert into act_re_camformdef"),
  SET_DEPLOYED(Area.DEPLOYMENT, "update process_proposal set state = 'deployed'"),
  CASE_MOVED(Area.DEPLOYMENT, "insert into process_move", "update process_move"),

  SIGNATURE_KEPT(Area.SIGNATURE, "insert into assessment_version"),
  SIGNED_SECTIONS_KEPT(Area.SIGNATURE, "insert into signed_section"),
  AMENDMENT_SIGNED(Area.SIGNATURE, "update amendment set number"),
  AMENDMENT_WANTED(Area.SIGNATURE, "insert into amendment"),
  ASSESSMENT_SHARED(Area.SIGNATURE, "update assessment set shared_version"),
  ASSESSMENT_BEGUN(Area.SIGNATURE, "insert into assessment ("),
  ASSESSMENT_ENDED(
      Area.SIGNATURE, "update assessment set withdrawn_at", "update assessment set ended_at"),

  BYTES_KEPT(Area.DOCUMENT, "insert into stored_content"),
  DOCUMENT_KEPT(Area.DOCUMENT, "insert into stored_document"),
  SIGNED_DOCUMENT_NAMED(Area.DOCUMENT, "insert into assessment_document");

  /** What a point is a step of. */
  public enum Area {
    TEXT,
    OUTBOX,
    IMPORT,
    DEPLOYMENT,
    SIGNATURE,
    DOCUMENT
  }

  private static final Map<String, Optional<FaultPoint>> KNOWN = new ConcurrentHashMap<>();

  private final Area area;
  private final List<String> beginnings;

  FaultPoint(Area area, String... beginnings) {
    this.area = area;
    this.beginnings = List.of(beginnings);
  }

  public Area area() {
    return area;
  }

  public List<String> beginnings() {
    return beginnings;
  }

  /** The point of a statement; empty for one that belongs to none of these. */
  public static Optional<FaultPoint> of(String sql) {
    return KNOWN.computeIfAbsent(sql, FaultPoint::find);
  }

  /** The longest beginning decides. */
  private static Optional<FaultPoint> find(String sql) {
    String plain = plain(sql);
    return Arrays.stream(values())
        .flatMap(
            point ->
                point.beginnings.stream()
                    .filter(plain::startsWith)
                    .map(one -> Map.entry(one, point)))
        .max(java.util.Comparator.comparingInt(one -> one.getKey().length()))
        .map(Map.Entry::getValue);
  }

  /** As the driver gets it: parameters are question marks. */
  static String plain(String sql) {
    return sql.strip()
        .replaceAll("\\s+", " ")
        .replaceAll("(?<!:):[a-zA-Z]+", "?")
        .toLowerCase(Locale.ROOT);
  }

  static Stream<String> allBeginnings() {
    return Arrays.stream(values()).flatMap(point -> point.beginnings.stream());
  }
}
