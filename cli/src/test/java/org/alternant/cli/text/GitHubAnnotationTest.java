package org.alternant.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// No text ends an annotation, or begins another.
class GitHubAnnotationTest {

  @Test
  void whatWouldEndALineOrAPropertyIsEscaped() {
    assertEquals(
        "::error file=a%2Cb%3A%25%0D%0A%3A%3Ac.py,title=t%3A%2C::50%25: x, y%0A::error::z",
        GitHubAnnotation.line("error", "a,b:%\r\n::c.py", "t:,", "50%: x, y\n::error::z"));
    assertEquals("::notice title=t::m", GitHubAnnotation.line("notice", "", "t", "m"));
  }
}
