package com.nextgen.ml.service.http.feedback;

import com.nextgen.ml.service.feedback.Feedback;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Responses;
import com.nextgen.ml.service.http.access.Changes;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.PathVariable;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** Erases what is kept about a person. */
@Controller("/v1/subjects/{hash}")
@Requires(beans = Feedback.class)
final class SubjectRoutes {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private final Feedback feedback;
  private final Changes changes;

  SubjectRoutes(Feedback feedback, Changes changes) {
    this.feedback = feedback;
    this.changes = changes;
  }

  /** Erases all logged rows about a subject, and says how many. */
  @Delete(produces = MediaType.ALL)
  CompletionStage<MutableHttpResponse<byte[]>> erase(
      HttpRequest<?> request, @PathVariable String hash) {
    if (!HASH.matcher(hash).matches()) {
      throw HttpProblem.invalid(
          "a subject is named by its keyed hash: 64 hexadecimal digits in lower case");
    }
    return feedback
        .eraseSubject(hash)
        .thenApply(
            erased -> {
              // The hash would go on to name the person.
              String rows = erased.predictions() + " predictions, " + erased.labels() + " labels";
              changes.made(request, "subject.delete", "a subject", rows, null, null);
              return Responses.json(
                  out -> {
                    out.writeStartObject();
                    out.writeStringField("subject", hash);
                    out.writeNumberField("predictions", erased.predictions());
                    out.writeNumberField("labels", erased.labels());
                    out.writeEndObject();
                  });
            });
  }
}
