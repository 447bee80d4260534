package org.trellis.cwmp.codec;

/** The two lexical forms of xsd:boolean. Both are legal; devices exist that take only one. */
public enum BooleanForm {
    DIGIT("1", "0"),
    WORD("true", "false");

    private final String yes;
    private final String no;

    BooleanForm(String yes, String no) {
        this.yes = yes;
        this.no = no;
    }

    String write(boolean value) {
        return value ? yes : no;
    }
}
