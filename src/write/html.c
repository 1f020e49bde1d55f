/* write/html.c: pages that stand alone. */
#include "write/html.h"

/* The style sheet lies beside this file and goes into the program as it is. */
__asm__(".section .rodata\n"
        "att_html_style: .incbin \"" ATT_HTML_STYLE "\"\n"
        "att_html_style_end: .byte 0\n"
        ".previous\n");
extern const char att_html_style[] __attribute__((visibility("hidden"))), att_html_style_end[] __attribute__((visibility("hidden")));

/* ---- text ----------------------------------------------------------------------------------------------------------------------- */

static bool is_dangerous(uint32_t c)
{
    bool control = (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c < 0xA0);
    bool turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    bool no_character = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    return control || turns || no_character;
}

static const char *entity(uint32_t c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void att_html_text(att_buf *o, att_str s)
{
    for (size_t at = 0, n; at < s.n; at += n) {
        uint32_t c = att_utf8_at(s, at, &n);
        const char *as = entity(c);
        if (as)
            att_buf_add(o, att_str_of(as));
        else if (is_dangerous(c) || (c == 0xFFFD && n == 1))
            att_buf_add(o, ATT_STR("\xEF\xBF\xBD"));
        else
            att_buf_add(o, att_str_sub(s, at, n));
    }
}

bool att_html_is_link(att_str url)
{
    size_t scheme = att_str_starts(url, "https://") ? 8 : att_str_starts(url, "http://") ? 7 : 0;
    if (!scheme || url.n == scheme || url.n > 4000)
        return false;
    for (size_t i = 0; i < url.n; i++)
        if ((unsigned char)url.p[i] <= 0x20 || url.p[i] == 0x7F || url.p[i] == '\\')
            return false;
    return att_utf8_valid(url);
}

/* ---- the policy's hash -------------------------------------------------------------------------------------------------------------- */

static uint32_t turn(uint32_t x, int n) { return x >> n | x << (32 - n); }

static void sha256_block(uint32_t h[8], const uint8_t *p)
{
    static const uint32_t k[64] = {
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be,
        0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
        0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
        0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
        0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
        0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};
    uint32_t w[64], v[8];
    for (int i = 0; i < 16; i++)
        w[i] = (uint32_t)p[4 * i] << 24 | (uint32_t)p[4 * i + 1] << 16 | (uint32_t)p[4 * i + 2] << 8 | p[4 * i + 3];
    for (int i = 16; i < 64; i++)
        w[i] = w[i - 16] + (turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ w[i - 15] >> 3) + w[i - 7] +
               (turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ w[i - 2] >> 10);
    memcpy(v, h, sizeof v);
    for (int i = 0; i < 64; i++) {
        uint32_t a = v[0], e = v[4];
        uint32_t t = v[7] + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & v[5]) ^ (~e & v[6])) + k[i] + w[i];
        uint32_t u = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & v[1]) ^ (a & v[2]) ^ (v[1] & v[2]));
        memmove(v + 1, v, 7 * sizeof *v);
        v[4] += t;
        v[0] = t + u;
    }
    for (int i = 0; i < 8; i++)
        h[i] += v[i];
}

void att_html_sha256(att_str s, uint8_t out[32])
{
    uint32_t h[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    uint8_t last[128] = {0};
    size_t whole = s.n / 64 * 64, rest = s.n - whole, size = rest < 56 ? 64 : 128;
    for (size_t i = 0; i < whole; i += 64)
        sha256_block(h, (const uint8_t *)s.p + i);
    if (rest)
        memcpy(last, s.p + whole, rest);
    last[rest] = 0x80;
    for (int i = 0; i < 8; i++)
        last[size - 1 - (size_t)i] = (uint8_t)((uint64_t)s.n * 8 >> 8 * i);
    for (size_t i = 0; i < size; i += 64)
        sha256_block(h, last + i);
    for (int i = 0; i < 32; i++)
        out[i] = (uint8_t)(h[i / 4] >> (24 - 8 * (i % 4)));
}

static void base64(att_buf *o, const uint8_t *p, size_t n)
{
    static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < n; i += 3) {
        uint32_t v = (uint32_t)p[i] << 16 | (uint32_t)(i + 1 < n ? p[i + 1] : 0) << 8 | (i + 2 < n ? p[i + 2] : 0);
        for (size_t k = 0; k < 4; k++)
            att_buf_char(o, i + k > n ? '=' : digit[v >> (18 - 6 * k) & 63]);
    }
}

/* ---- the page -------------------------------------------------------------------------------------------------------------------------
 */

void att_html_open(att_buf *o, att_str title)
{
    att_str style = {att_html_style, (size_t)(att_html_style_end - att_html_style)};
    uint8_t hash[32];
    att_html_sha256(style, hash);
    att_buf_add(o, ATT_STR("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; form-action "
                           "'none'; style-src 'sha256-"));
    base64(o, hash, sizeof hash);
    att_buf_add(o, ATT_STR("'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" "
                           "content=\"no-referrer\">\n"
                           "<meta name=\"color-scheme\" content=\"light dark\">\n<title>"));
    att_html_text(o, title);
    att_buf_add(o, ATT_STR("</title>\n<style>"));
    att_buf_add(o, style);
    att_buf_add(o, ATT_STR("</style>\n</head>\n<body>\n"));
}

void att_html_close(att_buf *o) { att_buf_add(o, ATT_STR("</body>\n</html>\n")); }
