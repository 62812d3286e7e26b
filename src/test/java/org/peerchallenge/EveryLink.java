package org.peerchallenge;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;

/**
 * Follows the links that people meet at one moment, as themselves: those of the start page and its
 * menu, of the mails that came since the moment before, and of what stands beside an open form. A
 * link to a task that is done meanwhile must say so in words.
 */
final class EveryLink {

  private static final Pattern ON_A_PAGE = Pattern.compile("<a [^>]*href=\"(/[^\"#]*)");
  private static final Pattern IN_A_MAIL =
      Pattern.compile("https?://localhost(?::\\d+)?(/[^\\s\"<>#)]*)");
  private static final Pattern OF_A_TASK = Pattern.compile("/tasks/([0-9a-f-]{36})");

  private final Path mails;
  private final Function<String, Visitor> as;
  private final TaskService tasks;

  /**
   * Every link at every moment; otherwise, of mails and beside forms, one of each kind for each
   * role, when it is new and at every fourth moment.
   */
  private final boolean all;

  private final Set<Path> read = new HashSet<>();
  private final Set<String> done = new HashSet<>();
  private final List<String> broken = new ArrayList<>();
  private final Map<String, Integer> followed = new TreeMap<>();
  private int moments;

  EveryLink(Path mails, Function<String, Visitor> as, TaskService tasks, boolean all) {
    this.mails = mails;
    this.as = as;
    this.tasks = tasks;
    this.all = all;
  }

  int moments() {
    return moments;
  }

  List<String> broken() {
    return broken;
  }

  /** "start page and menu 900, mails 300, beside a form 400". */
  Map<String, Integer> followed() {
    return followed;
  }

  void newMoment() {
    moments++;
    if (all || moments % 4 == 1) {
      done.clear();
    }
  }

  void startPage(String person) {
    Set<String> links = onPage(text(as.apply(person).get("/")));
    if (links.isEmpty()) {
      broken.add(person + ": no link on the start page");
    }
    links.forEach(
        link ->
            follow(
                "start page and menu",
                person,
                link,
                person + " " + link + " at moment " + moments));
  }

  /**
   * Of the mails that came since the moment before.
   *
   * @param usernames by mail address; whoever has none, as a guest of a day, is a stranger
   */
  void mails(Map<String, String> usernames) throws IOException, MessagingException {
    List<Path> fresh;
    try (Stream<Path> files = Files.list(mails)) {
      fresh =
          files
              .filter(file -> file.toString().endsWith(".eml"))
              .filter(file -> !read.contains(file))
              .sorted()
              .toList();
    }
    for (Path mail : fresh) {
      read.add(mail);
      try (var stream = Files.newInputStream(mail)) {
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), stream);
        String to = ((InternetAddress) message.getAllRecipients()[0]).getAddress();
        String person = usernames.getOrDefault(to, "");
        StringBuilder content = new StringBuilder();
        addText(message, content);
        Matcher link = IN_A_MAIL.matcher(content);
        while (link.find()) {
          String path = link.group(1).replace("&amp;", "&").replaceAll("[.,;]$", "");
          follow("mails", person, path, "mail " + role(person) + " " + kind(path));
        }
      }
    }
  }

  /** What is read beside the form of a task, and the links on it. */
  void beside(Task task, String person) {
    String what = role(person) + " " + task.getTaskDefinitionKey();
    if (!all && !done.add("beside " + what)) {
      return;
    }
    Visitor reader = as.apply(person);
    HttpResponse<byte[]> desk = reader.get("/tasks/" + task.getId() + "/desk");
    if (desk.statusCode() != 200) {
      broken.add("%s, beside %s: %d".formatted(person, what, desk.statusCode()));
      return;
    }
    for (JsonNode one : reader.json(desk).path("beside")) {
      String page = one.path("page").asText();
      String text = follow("beside a form", person, page, "beside " + role(person) + kind(page));
      for (String link : onPage(text)) {
        follow("beside a form", person, link, "on it " + role(person) + " " + kind(link));
      }
    }
  }

  /** Once a moment for what is the same; the text that was there. */
  private String follow(String where, String person, String link, String same) {
    if (!done.add(all ? person + " " + link : same)) {
      return "";
    }
    followed.merge(where, 1, Integer::sum);
    HttpResponse<byte[]> answer =
        person.isEmpty() ? as.apply("").get(link) : as.apply(person).get(link);
    String text = text(answer);
    if (answer.statusCode() >= 400 && !saysThatItIsDone(link, text)) {
      broken.add("%s, %s %s: %d".formatted(where, person, link, answer.statusCode()));
    }
    return text;
  }

  private boolean saysThatItIsDone(String link, String text) {
    Matcher task = OF_A_TASK.matcher(link);
    return task.matches()
        && tasks.createTaskQuery().taskId(task.group(1)).count() == 0
        && text.matches("(?s).*<h1>This task is (done|no longer there)</h1>.*");
  }

  static Set<String> onPage(String text) {
    Set<String> links = new TreeSet<>();
    Matcher found = ON_A_PAGE.matcher(text);
    while (found.find()) {
      links.add(found.group(1).replace("&amp;", "&"));
    }
    return links;
  }

  private static void addText(Part part, StringBuilder to) throws IOException, MessagingException {
    if (part.getContent() instanceof Multipart multipart) {
      for (int i = 0; i < multipart.getCount(); i++) {
        addText(multipart.getBodyPart(i), to);
      }
    } else if (part.getContent() instanceof String text) {
      to.append(text).append('\n');
    }
  }

  /** "dcs" for "dcs-846". */
  static String role(String person) {
    return person.replaceAll("-\\d.*", "");
  }

  /** A path without the numbers and keys in it. */
  static String kind(String path) {
    return path.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}|\\d+|[A-Za-z0-9_-]{30,}", "N");
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
