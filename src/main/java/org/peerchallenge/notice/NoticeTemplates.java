package org.peerchallenge.notice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.StringTemplateResolver;

/**
 * Turns a notice into words when it is posted, so that a wrong template or a missing value fails
 * the step that caused it and not, hours later, a mail that nobody watches.
 */
@Component
class NoticeTemplates {

  /** A fact fits; a narrative, which must never leave by mail, does not. */
  private static final int LONGEST_VALUE = 200;

  private static final Pattern TEMPLATE_NAME = Pattern.compile("[a-z][a-z0-9-]*");
  private static final Pattern NAMED = Pattern.compile("\\$\\{!?\\s*([a-zA-Z]\\w*)");
  private static final Pattern LOOPED = Pattern.compile("th:each=\"(\\w+)\\s*:");
  private static final Pattern MAY_BE_MISSING =
      Pattern.compile("th:(?:if|unless)=\"\\$\\{\\s*([a-zA-Z]\\w*)\\s*}\"");

  private static final SpringTemplateEngine TEXT = engine(TemplateMode.TEXT);
  private static final SpringTemplateEngine HTML = engine(TemplateMode.HTML);

  private final Map<String, Template> templates = new ConcurrentHashMap<>();
  private final String textLayout = read("layout.txt");
  private final String htmlLayout = read("layout.html");
  private final String baseUrl;
  private final String region;

  NoticeTemplates(
      @Value("${peerchallenge.base-url:http://localhost:8080}") URI baseUrl,
      @Value("${peerchallenge.region.name}") String region) {
    if (baseUrl.getHost() == null) {
      throw new IllegalArgumentException(
          "peerchallenge.base-url must be a whole address such as https://example.org, not "
              + baseUrl);
    }
    this.region = region;
    this.baseUrl = baseUrl.toString().replaceAll("/+$", "");
  }

  RenderedMail render(Notice notice) {
    Template template = template(notice.template());
    Map<String, Object> model = new HashMap<>(notice.model());
    model.forEach((key, value) -> refuseNarrative(notice.template(), key, value));
    model.put("name", notice.recipient().name());
    model.put("link", baseUrl + notice.linkPath());
    model.put("baseUrl", baseUrl);
    model.put("region", region);
    for (String name : template.required()) {
      if (model.get(name) == null) {
        throw new IllegalArgumentException(
            "The notice \"" + notice.template() + "\" needs a value for \"" + name + "\"");
      }
    }
    Context context = new Context(Locale.UK, model);
    String subject = TEXT.process(template.subject(), context).replaceAll("\\s+", " ").strip();
    context.setVariable("subject", subject);
    context.setVariable("body", TEXT.process(template.text(), context).strip());
    String text = TEXT.process(textLayout, context);
    context.setVariable("body", HTML.process(template.html(), context).strip());
    String html = HTML.process(htmlLayout, context);
    return new RenderedMail(subject, text, html);
  }

  private Template template(String name) {
    if (!TEMPLATE_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("Not the name of a notice template: \"" + name + "\"");
    }
    return templates.computeIfAbsent(name, NoticeTemplates::load);
  }

  private static Template load(String name) {
    String text = read(name + ".txt");
    String html = read(name + ".html");
    int firstLine = text.indexOf('\n');
    if (firstLine < 1) {
      throw new IllegalStateException(
          "templates/notice/"
              + name
              + ".txt needs the subject as its first line and the text after it");
    }
    Set<String> required = new TreeSet<>();
    Set<String> notRequired = new HashSet<>();
    for (String source : new String[] {text, html}) {
      NAMED.matcher(source).results().forEach(found -> required.add(found.group(1)));
      LOOPED.matcher(source).results().forEach(found -> notRequired.add(found.group(1)));
      MAY_BE_MISSING.matcher(source).results().forEach(found -> notRequired.add(found.group(1)));
    }
    required.removeAll(notRequired);
    return new Template(
        text.substring(0, firstLine), text.substring(firstLine + 1), html, required);
  }

  private static void refuseNarrative(String template, String key, Object value) {
    if (value instanceof CharSequence text && text.length() > LONGEST_VALUE) {
      // The value itself is not repeated: the message reaches logs and incidents.
      throw new IllegalArgumentException(
          "The notice \""
              + template
              + "\" got "
              + text.length()
              + " characters for \""
              + key
              + "\"; mail carries short facts of up to "
              + LONGEST_VALUE
              + " characters and a link");
    }
    if (value instanceof Collection<?> items) {
      items.forEach(item -> refuseNarrative(template, key, item));
    } else if (value instanceof DigestItem item) {
      refuseNarrative(template, key, item.name());
      refuseNarrative(template, key, item.whose());
      refuseNarrative(template, key, item.due());
    } else if (value instanceof NewsItem) {
      // A subject that was looked at when it was posted.
      return;
    } else if (!(value == null
        || value instanceof CharSequence
        || value instanceof Number
        || value instanceof Boolean)) {
      throw new IllegalArgumentException(
          "The notice \""
              + template
              + "\" got a "
              + value.getClass().getName()
              + " for \""
              + key
              + "\"");
    }
  }

  private static String read(String file) {
    try (InputStream in = NoticeTemplates.class.getResourceAsStream("/templates/notice/" + file)) {
      if (in == null) {
        throw new IllegalArgumentException("There is no notice template templates/notice/" + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SpringTemplateEngine engine(TemplateMode mode) {
    StringTemplateResolver resolver = new StringTemplateResolver();
    resolver.setTemplateMode(mode);
    resolver.setCacheable(true);
    SpringTemplateEngine engine = new SpringTemplateEngine();
    engine.setTemplateResolver(resolver);
    return engine;
  }

  /** The source of one kind of notice, and the values without which it makes no sense. */
  private record Template(String subject, String text, String html, Set<String> required) {}
}
