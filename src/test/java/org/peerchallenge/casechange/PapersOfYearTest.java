package org.peerchallenge.casechange;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.peerchallenge.LibreOffice;
import org.peerchallenge.assessment.ReviewQuestion;
import org.peerchallenge.assessment.Reviews;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.document.Papers;
import org.peerchallenge.document.PdfRules;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Every kind of paper of a year in which people write long and hostile text of every script into
 * every field: Word and PDF hold the same words, no ordinary word is broken, LibreOffice opens each
 * Word file and loses nothing, each PDF keeps PDF/A-2b and PDF/UA-1.
 */
@EnabledIfSystemProperty(named = "peerchallenge.full", matches = "true")
class PapersOfYearTest extends TurnTest {

  private static final long SEED = Long.getLong("peerchallenge.seed", 1);
  private static final Path KEPT = Path.of("target/papers");

  /** A word that no other field holds. */
  private static final Pattern MARKER = Pattern.compile("Zq[a-z]{9}");

  private static final String[] HARMFUL = {
    "<b>bold</b> <script>alert(1)</script>",
    "&amp; &#x202e; ]]> %s ${x} [[1]] [(1)] #{x}",
    "=1+1 '; drop table entry; --",
    "https://example.org/" + "long/".repeat(30),
    "x".repeat(90),
    "We did:\n- audits\n- visits with families\n\n1. first\n2. second",
    "tab\there and\ttwice",
    "子どもたちの声を聞きます。 我们的社会工作者 아이들의",
    "نحن نعمل مع الأطفال (850) والأسر",
    "אנחנו עובדים עם ילדים",
    "😀 🤝 ❤️ ✅ 👍🏽",
    "Zoë Łukasz, 20 % – “quoted” … ½ €",
  };

  @Autowired private Reviews reviews;
  @TempDir private Path folder;
  private final Random random = new Random(SEED);

  @Override
  protected void arrange() {
    testYear.region(4).year().group(1, "2019-02-04", "801", "802-803", "804");
  }

  /** First the marker: a field may be short. */
  @Override
  protected String words() {
    StringBuilder text = new StringBuilder("Zq");
    random.ints(9, 'a', 'z' + 1).forEach(letter -> text.append((char) letter));
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(random.nextInt(4) == 0 ? "\n\n" : " ")
          .append(HARMFUL[random.nextInt(HARMFUL.length)])
          .append(" and some ordinary words that go on for a line or two, as people write.");
    }
    return text.toString();
  }

  @Test
  void whateverIsWrittenEveryKindOfPaperHoldsItAndCanBeOpened() throws Exception {
    LocalDate day = today();
    boolean asked = false;
    while (day.isBefore(TestYear.CLOSES.plusDays(2))) {
      doAll(task -> true);
      if (!asked && day.isAfter(TestYear.ASSESSMENT_DUE)) {
        askForAReview();
        asked = true;
      }
      day = day.plusDays(STEP);
      moveTo(day);
    }
    doAll(task -> true);

    Map<String, byte[]> papers = papers();
    Files.createDirectories(KEPT);
    List<Path> word = new ArrayList<>();
    for (var paper : papers.entrySet()) {
      Path file = Files.write(KEPT.resolve(paper.getKey()), paper.getValue());
      if (paper.getKey().endsWith(".docx")) {
        word.add(file.toAbsolutePath());
      } else {
        PdfRules.assertKept(paper.getKey(), paper.getValue());
        Papers.picture(KEPT, paper.getKey(), paper.getValue());
      }
    }
    for (String name : papers.keySet()) {
      byte[] other = papers.get(name.replace(".docx", ".pdf"));
      if (name.endsWith(".docx") && other != null) {
        Papers.assertSameWords(name, papers.get(name), other);
        assertThat(markers(papers.get(name))).as(name).isEqualTo(markers(other));
      }
    }
    List<Path> saved = LibreOffice.save(word, "pdf", folder);
    for (int i = 0; i < word.size(); i++) {
      String name = word.get(i).getFileName().toString();
      byte[] opened = Files.readAllBytes(saved.get(i));
      Papers.assertNothingLost(name + " in LibreOffice", papers.get(name), opened);
      Papers.picture(KEPT, name, opened);
      System.out.printf("%s: %d pages in LibreOffice%n", name, Papers.pages(opened));
    }
    for (var paper : papers.entrySet()) {
      if (paper.getKey().endsWith(".pdf")) {
        System.out.printf("%s: %d pages%n", paper.getKey(), Papers.pages(paper.getValue()));
      }
    }
    Set<String> written = markers(papers.get("self-assessment.docx"));
    assertThat(written).as("fields of the self-assessment").hasSizeGreaterThan(20);
    assertThat(markers(papers.get("reading-pack.pdf"))).as("reading pack").containsAll(written);
    // What is for the region alone is not in it.
    assertThat(written).containsAll(markers(papers.get("annual-conversation.pdf")));
  }

  /** Unless the declaration asked for one. */
  private void askForAReview() {
    if (jdbc.sql("select count(*) from review where entry = '2019/801'")
            .query(Integer.class)
            .single()
        == 0) {
      transaction.executeWithoutResult(
          status ->
              reviews.ask(
                  TestYear.entry("801"),
                  "dcs-801",
                  Optional.empty(),
                  null,
                  List.of(ReviewQuestion.values())));
    }
    settle();
  }

  private Map<String, byte[]> papers() {
    Map<String, byte[]> papers = new LinkedHashMap<>();
    both(papers, "self-assessment", "/assessments/2019/801/versions/1/");
    papers.put("data-sheet.pdf", get("/assessments/2019/801/data-sheets/801"));
    papers.put("reading-pack.docx", get("/days/2019/1/pack/word"));
    papers.put("reading-pack.pdf", get("/days/2019/1/pack"));
    papers.put("running-order.docx", get("/days/2019/1/running-order/word"));
    papers.put("running-order.pdf", get("/days/2019/1/running-order"));
    papers.put("report-back.docx", get("/reports/2019/801/document"));
    papers.put("report-back.pdf", get("/reports/2019/801/document/pdf"));
    papers.put("plan.docx", get("/plan/2019/document/word"));
    papers.put("plan.pdf", get("/plan/2019/document"));
    both(papers, "register", "/register/2019");
    both(papers, "minutes", "/plan/2019/minutes");
    both(papers, "summit-papers", "/plan/2019/summit-papers");
    both(papers, "region-pack", "/plan/2019/region-pack");
    both(papers, "annual-conversation", "/assessments/2019/801/annual-conversation");
    String study = jdbc.sql("select max(id)::text from case_study").query(String.class).single();
    both(papers, "case-study", "/case-studies/" + study + "/");
    String review =
        jdbc.sql("select max(id)::text from review where entry = '2019/801'")
            .query(String.class)
            .single();
    both(papers, "review", "/assessments/2019/801/reviews/" + review + "/");
    return papers;
  }

  private void both(Map<String, byte[]> papers, String name, String address) {
    String at = address.endsWith("/") ? address : address + "/";
    papers.put(name + ".docx", get(at + "word"));
    papers.put(name + ".pdf", get(at + "pdf"));
  }

  /** As somebody who may read it. */
  private byte[] get(String path) {
    List<String> answers = new ArrayList<>();
    for (String who : List.of("dcs-801", "office", "facilitator-1")) {
      HttpResponse<byte[]> answer = as(who).get(path);
      if (answer.statusCode() == 200) {
        return answer.body();
      }
      answers.add(who + " " + answer.statusCode());
    }
    throw new AssertionError(String.format(Locale.ROOT, "%s: %s", path, answers));
  }

  /** Whole as they are on the page: what a narrow column breaks is not among them. */
  private static Set<String> markers(byte[] document) throws Exception {
    Matcher found = MARKER.matcher(Papers.text(document));
    return found.results().map(one -> one.group()).collect(Collectors.toCollection(TreeSet::new));
  }
}
