# Writes a C file that holds every file of lex/ as it is (.incbin), with its name, and
# the compiled gazetteer.  cmake -DLEX=dir -DFILES=a,b -DGAZETTEER=x.bin -DOUT=x.c -P embed.cmake
string(REPLACE "," ";" FILES "${FILES}")
set(asm "")
set(list "")
set(decl "")
set(i 0)
set(hashes "")
foreach(f ${FILES})
  string(APPEND asm "    \".balign 16\\n\" \"att_lex_${i}:\\n\" \".incbin \\\"${LEX}/${f}\\\"\\n\" \"att_lex_end_${i}:\\n\" \".byte 0\\n\"\n")
  string(APPEND decl "extern const char att_lex_${i}[] __attribute__((visibility(\"hidden\"))), att_lex_end_${i}[] __attribute__((visibility(\"hidden\")));\n")
  string(APPEND list "    {\"${f}\", att_lex_${i}, att_lex_end_${i}},\n")
  file(SHA256 "${LEX}/${f}" hash)
  string(APPEND hashes "${f} ${hash}\n")
  math(EXPR i "${i} + 1")
endforeach()
string(SHA256 hash "${hashes}")
file(WRITE ${OUT} "/* made by tools/embed.cmake */
#include \"lexicon/embedded.h\"
__asm__(\".section .rodata\\n\"
${asm}    \".balign 16\\n\" \".globl att_gazetteer_file\\n\" \".hidden att_gazetteer_file\\n\" \"att_gazetteer_file:\\n\" \".incbin \\\"${GAZETTEER}\\\"\\n\"
    \".previous\\n\");
${decl}
const char att_lex_hash[] = \"${hash}\";
const att_embedded att_lex_files[] = {
${list}    {0, 0, 0}};
")
