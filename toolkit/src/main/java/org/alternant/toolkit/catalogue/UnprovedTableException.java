package org.alternant.toolkit.catalogue;

import java.io.IOException;
import java.util.List;
import org.alternant.toolkit.verify.UnprovedClaim;

/// A file holds a table that states more about itself than is proved: it was edited, or damaged.
public final class UnprovedTableException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient List<UnprovedClaim> claims;

  /// Names the claims.
  ///
  /// @param claims what is not proved, at least one
  UnprovedTableException(List<UnprovedClaim> claims) {
    UnprovedClaim first = claims.getFirst();
    super(first.place() + ": " + first.stated() + " stated, " + first.proved() + " proved");
    this.claims = List.copyOf(claims);
  }

  /// What is not proved.
  ///
  /// @return the claims, at least one, the worst-case error first
  public List<UnprovedClaim> claims() {
    return claims;
  }
}
