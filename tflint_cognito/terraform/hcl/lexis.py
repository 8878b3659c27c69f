"""The words of HCL as regular expressions, for every reader of native syntax. All of them take linear time.

https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#lexical-elements
"""

from __future__ import annotations

from tflint_cognito.lazy_patterns import pattern

#: What may be an identifier; `is_identifier` rules out what only looks like one to a pattern (dashes, exotic blanks).
IDENTIFIER = r"(?:[A-Za-z_]|[^\x00-\x7f])(?:[A-Za-z0-9_-]|[^\x00-\x7f])*+"
COMMENT = r"/\*(?s:.*?)\*/"
#: Blanks and block comments within a line (a block comment may span lines and is still no line end).
BLANKS = rf"(?>[ \t]+|{COMMENT})*+"
#: Blanks, comments and line ends, where line ends mean nothing.
ANY_BLANKS = rf"(?>[ \t\n]+|\r\n|{COMMENT}|(?:#|//)[^\n]*+)*+"
#: The text of a quoted string up to the next template sequence, quote, line end or broken escape.
QUOTED_RUN = r'(?:[^"\\$%\r\n]++|\\[^\r\n]|\$\$\{|%%\{|[$%](?!\{))*+'

HEREDOC = pattern(rf"<<(-?)({IDENTIFIER})\r?\n")
#: `${` or `%{` that opens a template sequence, not its escaped form.
SEQUENCE = pattern(r"(?<!\$)\$\{|(?<!%)%\{")
#: unicode.IsSpace of Go, which decides what heredocs and strip markers take for a blank.
SPACE = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))


def is_identifier(word: str) -> bool:
    """Whether what IDENTIFIER matched really is one: Unicode's ID_Start and ID_Continue, and dashes."""
    return word.isascii() or word.replace("-", "_").isidentifier()
