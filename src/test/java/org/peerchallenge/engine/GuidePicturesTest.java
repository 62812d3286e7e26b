package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.junit.jupiter.api.Test;

/**
 * Renders the pictures of {@code docs/changing-the-process.md} from the recipes themselves: what is
 * new or changed stands out, with what is around it.
 */
class GuidePicturesTest {

  private static final Path FOLDER = Path.of("docs/recipes");

  /** So much is shown around what is marked, in the diagram's units. */
  private static final double AROUND = 190;

  private static final String PLAN = "processes/improvement-plan.bpmn";

  @Test
  void eachRecipeShowsWhatItChanges() throws Exception {
    Map<String, String> pictures = new TreeMap<>();
    FileSet now = FileSet.in(Path.of(""));
    pictures.put(
        "deadline.svg",
        part(
            now,
            "processes/report-back.bpmn",
            Map.of("userTask_checkFacts", "changed", "boundary_notAnswered", "changed")));
    Map<String, FileSet> changes = TypicalChanges.all();
    pictures.put(
        "notice.svg",
        part(changes.get("a new notice"), PLAN, Map.of("serviceTask_tellOfThemes", "new")));
    pictures.put(
        "approval.svg",
        part(
            changes.get("a new approval"),
            PLAN,
            Map.of("userTask_checkBudget", "new", "gateway_budgetAgreed", "new")));
    pictures.put(
        "section.svg",
        part(
            changes.get("a new section"),
            "processes/self-assessment.bpmn",
            Map.of("userTask_writePartners", "new")));
    pictures.put("reminder.svg", reminder(now));
    List<String> changed = new ArrayList<>();
    Files.createDirectories(FOLDER);
    for (Map.Entry<String, String> picture : pictures.entrySet()) {
      Path file = FOLDER.resolve(picture.getKey());
      if (!Files.exists(file) || !Files.readString(file).equals(picture.getValue())) {
        Files.writeString(file, picture.getValue());
        changed.add(picture.getKey());
      }
      assertThat(Files.size(file)).as("bytes of %s", file).isLessThan(60_000);
      assertThat(Files.readString(Path.of("docs/changing-the-process.md")))
          .contains("(recipes/" + picture.getKey() + ")");
    }
    assertThat(changed).as("rendered anew in docs/recipes: look at them and commit them").isEmpty();
  }

  /** The part of a diagram around what is marked. */
  private static String part(FileSet files, String name, Map<String, String> marks)
      throws Exception {
    FileSet.File file =
        files.files().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    Diagram diagram = Diagram.read(file);
    Map<String, DiagramPicture.Mark> colours = new TreeMap<>();
    marks.forEach(
        (id, what) ->
            colours.put(
                id, new DiagramPicture.Mark("", what.equals("new") ? "#7fc79a" : "#f2c14e")));
    String whole = DiagramPicture.marked(diagram, colours);
    List<DiagramPicture> planes = DiagramPicture.planes(diagram);
    for (int i = 0; i < planes.size(); i++) {
      Map<String, DiagramPicture.Box> boxes = planes.get(i).boxes();
      if (boxes.keySet().containsAll(marks.keySet())) {
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double right = 0;
        double bottom = 0;
        for (String id : marks.keySet()) {
          left = Math.min(left, boxes.get(id).x() - AROUND);
          top = Math.min(top, boxes.get(id).y() - AROUND / 2);
          right = Math.max(right, boxes.get(id).right() + AROUND);
          bottom = Math.max(bottom, boxes.get(id).bottom() + AROUND / 2);
        }
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\""
                    + " viewBox=\"%.0f %.0f %.0f %.0f\" font-family=\"Arial, Liberation Sans,"
                    + " sans-serif\" font-size=\"11\">%n",
                right - left,
                bottom - top,
                left,
                top,
                right - left,
                bottom - top)
            + whole.substring(whole.indexOf("<defs>"), whole.indexOf("</defs>"))
            + "</defs>\n"
            + String.format(
                Locale.ROOT,
                "<rect x=\"%.0f\" y=\"%.0f\" width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                left,
                top)
            + "<use href=\"#plane-%d\"/>%n</svg>%n".formatted(i);
      }
    }
    throw new IllegalStateException(marks.keySet() + " are not on one page of " + name);
  }

  /** The table as Modeler shows it, with the row of the recipe. */
  private static String reminder(FileSet files) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    FileSet.File file =
        files.ending("dmn").stream()
            .filter(one -> one.stem().equals("reminder-schedule"))
            .findFirst()
            .orElseThrow();
    for (DecisionTable table :
        Dmn.readModelFromStream(new ByteArrayInputStream(file.bytes()))
            .getModelElementsByType(DecisionTable.class)) {
      List<String> head = new ArrayList<>();
      table.getInputs().forEach(input -> head.add(input.getLabel()));
      table.getOutputs().forEach(output -> head.add(output.getLabel()));
      rows.add(head);
      table
          .getRules()
          .forEach(
              rule -> {
                List<String> row = new ArrayList<>();
                rule.getInputEntries().forEach(cell -> row.add(cell.getTextContent().strip()));
                rule.getOutputEntries().forEach(cell -> row.add(cell.getTextContent().strip()));
                rows.add(row);
              });
    }
    rows.add(
        List.of(
            "\"userTask_signOffSelfAssessment\"",
            "4",
            "",
            "\"4 days before signing\"",
            "\"people\""));
    int[] at = {0, 30, 260, 400, 520, 660, 750};
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"750\" height=\"%d\" font-family=\"Arial,"
                .formatted(rows.size() * 24 + 2)
            + " Liberation Sans, sans-serif\" font-size=\"11\">\n<rect width=\"100%\" height=\"100%\""
            + " fill=\"white\"/>\n");
    for (int row = 0; row < rows.size(); row++) {
      String fill = row == 0 ? "#eee" : row == rows.size() - 1 ? "#d3efdc" : "none";
      svg.append(
          "<rect x=\"0\" y=\"%d\" width=\"750\" height=\"24\" fill=\"%s\" stroke=\"#999\"/>\n"
              .formatted(row * 24 + 1, fill));
      svg.append(cell(at[0] + 8, row, row == 0 ? "" : String.valueOf(row), row == 0));
      for (int column = 0; column < rows.get(row).size(); column++) {
        svg.append(cell(at[column + 1] + 4, row, rows.get(row).get(column), row == 0));
      }
    }
    for (int column = 1; column < at.length - 1; column++) {
      svg.append(
          "<path d=\"M%d 1V%d\" stroke=\"#999\"/>\n".formatted(at[column], rows.size() * 24 + 1));
    }
    return svg.append("</svg>\n").toString();
  }

  private static String cell(int x, int row, String words, boolean head) {
    return "<text x=\"%d\" y=\"%d\"%s>%s</text>\n"
        .formatted(
            x,
            row * 24 + 17,
            head ? " font-weight=\"bold\"" : "",
            words.replace("&", "&amp;").replace("<", "&lt;"));
  }
}
