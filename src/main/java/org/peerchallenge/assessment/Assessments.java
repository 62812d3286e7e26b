package org.peerchallenge.assessment;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Visibility;
import org.peerchallenge.engine.Message;
import org.peerchallenge.engine.Messages;
import org.peerchallenge.kernel.FormValues;
import org.peerchallenge.kernel.Hash;
import org.peerchallenge.kernel.JsonText;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.region.Region;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The self-assessment of an entry: from its first section to its last signed version. */
@Service
public class Assessments {

  /** An amendment that was asked for and is not signed yet. */
  public record Amendment(String reason, String askedBy, Instant askedAt) {}

  private static final String VERSION =
      """
      select entry, number, content, sha256, signer, signer_name, capacity, signed_at,
        amendment_reason
      from assessment_version
      """;

  private final JdbcClient jdbc;
  private final Sections sections;
  private final SharingChoices choices;
  private final Region region;
  private final Messages messages;
  private final Clock clock;

  Assessments(
      JdbcClient jdbc,
      Sections sections,
      SharingChoices choices,
      Region region,
      Messages messages,
      Clock clock) {
    this.jdbc = jdbc;
    this.sections = sections;
    this.choices = choices;
    this.region = region;
    this.messages = messages;
    this.clock = clock;
  }

  /** Begins the self-assessment; begun twice it stays as it was. */
  @Transactional
  public void begin(EntryKey entry) {
    jdbc.sql(
            """
            insert into assessment (entry, opened_at) values (:entry, :now)
            on conflict (entry) do nothing
            """)
        .param("entry", entry.value())
        .param("now", Sections.offset(clock.instant()))
        .update();
  }

  public State state(EntryKey entry) {
    return jdbc.sql(
            """
            select case when withdrawn_at is not null then 'WITHDRAWN'
              when shared_version is not null and (select c.may_read from sharing_choice c
                where c.entry = a.entry order by c.id desc limit 1) = 'NOBODY' then 'UNSHARED'
              when shared_version is not null then 'SHARED'
              when ended_at is not null then 'NOT_FINISHED'
              when exists (select 1 from assessment_version v where v.entry = a.entry)
                then 'SIGNED'
              else 'DRAFT' end
            from assessment a where entry = :entry
            """)
        .param("entry", entry.value())
        .query(String.class)
        .optional()
        .map(State::valueOf)
        .orElse(State.NOT_STARTED);
  }

  /** The version that readers see; empty before it was shared, and after that was withdrawn. */
  public Optional<SignedVersion> shared(EntryKey entry) {
    return state(entry) == State.UNSHARED ? Optional.empty() : lastShared(entry);
  }

  /** When the version was signed that readers see; empty where {@link #shared} is. */
  public Optional<Instant> sharedWasSigned(EntryKey entry) {
    if (state(entry) == State.UNSHARED) {
      return Optional.empty();
    }
    return jdbc.sql(
            """
            select v.signed_at from assessment a
            join assessment_version v on v.entry = a.entry and v.number = a.shared_version
            where a.entry = :entry
            """)
        .param("entry", entry.value())
        .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
        .optional();
  }

  private Optional<SignedVersion> lastShared(EntryKey entry) {
    return jdbc.sql(
            VERSION
                + "where entry = :entry and number = (select shared_version from assessment"
                + " where entry = :entry)")
        .param("entry", entry.value())
        .query(version(entry))
        .optional();
  }

  /** The newest signed version, shared or about to be. */
  public Optional<SignedVersion> latestSigned(EntryKey entry) {
    return versions(entry).stream().findFirst();
  }

  /** Every signed version, the newest first. */
  public List<SignedVersion> versions(EntryKey entry) {
    return jdbc.sql(VERSION + "where entry = :entry order by number desc")
        .param("entry", entry.value())
        .query(version(entry))
        .list();
  }

  public Optional<SignedVersion> version(EntryKey entry, int number) {
    return versions(entry).stream().filter(v -> v.number() == number).findFirst();
  }

  /** The strengths of the newest signed version. */
  public List<Strength> strengths(EntryKey entry) {
    return rows(entry, Section.STRENGTHS, "strengths").stream()
        .map(
            row ->
                new Strength(
                    row.text("title"),
                    row.text("whatWeDo"),
                    row.text("evidenceOfImpact"),
                    row.text("evidenceKind"),
                    row.isTicked("mayBeOffered"),
                    row.isTicked("mayBecomeCaseStudy")))
        .toList();
  }

  /** What the newest signed version offers to others. */
  public List<Proposal> offers(EntryKey entry) {
    return proposals(entry, "offers");
  }

  /** What the newest signed version asks of the region. */
  public List<Proposal> asks(EntryKey entry) {
    return proposals(entry, "asks");
  }

  /** What the newest signed version would like the group to think about. */
  public List<Proposal> insights(EntryKey entry) {
    return proposals(entry, "insights");
  }

  /** The signatures of risk named as most concerning in the newest signed version. */
  public List<SignatureOfRisk> mostConcerned(EntryKey entry) {
    return latestSigned(entry).stream()
        .flatMap(
            version ->
                version.section(Section.SIGNATURES_OF_RISK).answers("mostConcerned").stream())
        .map(SignatureOfRisk::of)
        .sorted()
        .toList();
  }

  /** Each signature's rating in the newest signed version, as the form writes it: "concern". */
  public Map<SignatureOfRisk, String> ratings(EntryKey entry) {
    Map<SignatureOfRisk, String> ratings = new EnumMap<>(SignatureOfRisk.class);
    latestSigned(entry)
        .map(version -> version.section(Section.SIGNATURES_OF_RISK))
        .ifPresent(
            content -> {
              for (SignatureOfRisk signature : SignatureOfRisk.values()) {
                String rating = content.text(signature.id() + "Rating");
                if (!rating.isEmpty()) {
                  ratings.put(signature, rating);
                }
              }
            });
    return ratings;
  }

  /**
   * Who may read it: as the director signed in the shared version, or narrower as chosen since. The
   * group before that.
   */
  public Visibility chosenVisibility(EntryKey entry) {
    Visibility declared = declaredVisibility(entry);
    return choices
        .latest(entry)
        .flatMap(SharingChoices.Choice::mayRead)
        .map(declared::narrower)
        .orElse(declared);
  }

  /** Who may read it, as the director signed; no later choice is wider. */
  public Visibility declaredVisibility(EntryKey entry) {
    return lastShared(entry)
        .map(version -> version.section(Section.SHARING_AND_DECLARATION).text("mayRead"))
        .filter(choice -> !choice.isEmpty())
        .map(Visibility::valueOf)
        .orElse(Visibility.GROUP);
  }

  /**
   * Signs what stands in the sections that the entry's diagram asked for.
   *
   * @throws IllegalStateException when one of them was never written
   */
  @Transactional
  public SignedVersion sign(EntryKey entry, Capacity capacity, String signer, Instant at) {
    lock(entry);
    Map<Section, WrittenSection> written = sections.written(entry);
    List<AskedSection> asked = sections.asked(entry);
    List<AskedSection> missing =
        asked.stream().filter(one -> !written.containsKey(one.section())).toList();
    if (asked.isEmpty() || !missing.isEmpty()) {
      throw new IllegalStateException(
          "What " + entry + " was asked for was never written: " + titles(missing));
    }
    Map<String, FormValues> content = new TreeMap<>();
    written.forEach((section, text) -> content.put(section.id(), text.content()));
    String canonical = JsonText.canonical(content);
    Optional<Amendment> amendment = amendment(entry);
    int number = latestSigned(entry).map(SignedVersion::number).orElse(0) + 1;
    jdbc.sql(
            """
            insert into assessment_version (entry, number, content, sha256, signer, signer_name,
              capacity, signed_at, amendment_reason)
            values (:entry, :number, :content, :sha256, :signer, :name, :capacity, :at, :reason)
            """)
        .param("entry", entry.value())
        .param("number", number)
        .param("content", canonical)
        .param("sha256", Hash.sha256(canonical))
        .param("signer", signer)
        .param("name", region.findPerson(signer).map(p -> p.name()).orElse(signer))
        .param("capacity", capacity.name())
        .param("at", Sections.offset(at))
        .param("reason", amendment.map(Amendment::reason).orElse(null), java.sql.Types.VARCHAR)
        .update();
    jdbc.sql(
            """
            insert into signed_section (entry, number, section, place, title, form)
            select entry, :number, section, place, title, form from asked_section
            where entry = :entry
            """)
        .param("number", number)
        .param("entry", entry.value())
        .update();
    jdbc.sql("update amendment set number = :number where entry = :entry and number is null")
        .param("number", number)
        .param("entry", entry.value())
        .update();
    return version(entry, number).orElseThrow();
  }

  /** Remembers which document prints a signed version. */
  @Transactional
  public void keepDocument(EntryKey entry, int number, UUID document) {
    jdbc.sql(
            """
            insert into assessment_document (entry, number, document)
            values (:entry, :number, :document) on conflict (entry, number) do nothing
            """)
        .param("entry", entry.value())
        .param("number", number)
        .param("document", document)
        .update();
  }

  /** The document that prints a signed version; empty while it is being made. */
  public Optional<UUID> document(EntryKey entry, int number) {
    return jdbc.sql(
            "select document from assessment_document where entry = :entry and number = :number")
        .param("entry", entry.value())
        .param("number", number)
        .query(UUID.class)
        .optional();
  }

  /** Opens the newest signed version to its readers, and tells the reading pack of the group. */
  @Transactional
  public SignedVersion share(EntryKey entry) {
    lock(entry);
    SignedVersion version =
        latestSigned(entry)
            .orElseThrow(() -> new IllegalStateException("Nothing is signed for " + entry));
    jdbc.sql(
            """
            update assessment set shared_version = :number, shared_at = :now
            where entry = :entry and shared_version is distinct from :number
            """)
        .param("number", version.number())
        .param("now", Sections.offset(clock.instant()))
        .param("entry", entry.value())
        .update();
    return version;
  }

  /** The amendment that is being written, or waits for its process. */
  public Optional<Amendment> amendment(EntryKey entry) {
    return jdbc.sql(
            """
            select reason, asked_by, asked_at from amendment
            where entry = :entry and number is null
            """)
        .param("entry", entry.value())
        .query(
            (row, n) ->
                new Amendment(
                    row.getString("reason"),
                    row.getString("asked_by"),
                    row.getObject("asked_at", OffsetDateTime.class).toInstant()))
        .optional();
  }

  /**
   * Asks to change what was shared: the named sections open again, and a new version will stand
   * beside the signed one.
   *
   * @throws Refused with words for the person, when there is nothing to amend now
   */
  @Transactional
  public void askForAmendment(
      EntryKey entry, Collection<Section> amended, String reason, String askedBy) {
    // The step that shares holds the same row until it waits: the message below finds it waiting.
    lock(entry);
    State state = state(entry);
    if (state != State.SHARED && state != State.UNSHARED) {
      throw new Refused("Only a shared self-assessment can be amended.");
    }
    if (amendment(entry).isPresent()) {
      throw new Refused("An amendment is being written already.");
    }
    List<Section> asked = sections.asked(entry).stream().map(AskedSection::section).toList();
    if (amended.isEmpty() || !asked.containsAll(amended) || reason == null || reason.isBlank()) {
      throw new Refused("Please name at least one section and a reason.");
    }
    jdbc.sql(
            """
            insert into amendment (entry, reason, asked_by, asked_at)
            values (:entry, :reason, :askedBy, :now)
            """)
        .param("entry", entry.value())
        .param("reason", reason)
        .param("askedBy", askedBy)
        .param("now", Sections.offset(clock.instant()))
        .update();
    sections.askFor(entry, amended, reason, askedBy);
    messages.tell(Message.AMENDMENT_WANTED, entry.value(), Map.of());
  }

  /** Marks the self-assessment as withdrawn from the year; what was signed stays. */
  @Transactional
  public void withdraw(EntryKey entry) {
    begin(entry);
    jdbc.sql(
            """
            update assessment set withdrawn_at = coalesce(withdrawn_at, :now)
            where entry = :entry
            """)
        .param("now", Sections.offset(clock.instant()))
        .param("entry", entry.value())
        .update();
  }

  /** Marks a self-assessment that was never signed as not finished. */
  @Transactional
  public void endUnfinished(EntryKey entry) {
    jdbc.sql(
            """
            update assessment set ended_at = coalesce(ended_at, :now)
            where entry = :entry and shared_version is null
            """)
        .param("now", Sections.offset(clock.instant()))
        .param("entry", entry.value())
        .update();
  }

  /** Whether the hash still fits the text of the version. */
  public static boolean isGenuine(SignedVersion version) {
    return Hash.sha256(version.canonical()).equals(version.sha256());
  }

  /** Names of sections for people: "Context, Strengths". */
  public static String titles(Collection<AskedSection> sections) {
    return sections.stream().map(AskedSection::title).collect(Collectors.joining(", "));
  }

  private void lock(EntryKey entry) {
    jdbc.sql("select entry from assessment where entry = :entry for update")
        .param("entry", entry.value())
        .query(String.class)
        .optional();
  }

  private List<FormValues> rows(EntryKey entry, Section section, String key) {
    return latestSigned(entry).map(version -> version.section(section).rows(key)).orElse(List.of());
  }

  private List<Proposal> proposals(EntryKey entry, String key) {
    return rows(entry, Section.OFFERS_AND_ASKS, key).stream()
        .map(
            row ->
                new Proposal(
                    row.text("title"),
                    row.text("description"),
                    Theme.of(row.text("theme")),
                    row.text("contact")))
        .toList();
  }

  private RowMapper<SignedVersion> version(EntryKey entry) {
    Map<Integer, List<AskedSection>> signed = new HashMap<>();
    jdbc.sql(
            """
            select number, section, title, form from signed_section where entry = :entry
            order by number, place
            """)
        .param("entry", entry.value())
        .query(
            (row, n) ->
                signed
                    .computeIfAbsent(row.getInt("number"), number -> new ArrayList<>())
                    .add(Sections.asked(row, n)))
        .list();
    return (row, n) -> version(row, signed.getOrDefault(row.getInt("number"), List.of()));
  }

  private static SignedVersion version(ResultSet row, List<AskedSection> signed)
      throws SQLException {
    String content = row.getString("content");
    return new SignedVersion(
        EntryKey.of(row.getString("entry")),
        row.getInt("number"),
        signed,
        JsonText.read(content, new TypeReference<>() {}),
        content,
        row.getString("sha256"),
        row.getString("signer"),
        row.getString("signer_name"),
        Capacity.valueOf(row.getString("capacity")),
        row.getObject("signed_at", OffsetDateTime.class).toInstant(),
        Optional.ofNullable(row.getString("amendment_reason")));
  }
}
