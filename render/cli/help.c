#include "cli/options.h"

#include <stdio.h>

static const char *const help[] = {
	[DIAG_ENGLISH] =
		"nianbao " NIANBAO_VERSION " - sets statutory reports in their official form, as PDF\n"
		"\n"
		"  nianbao render REPORT.xml… [-o OUT.pdf | -d FOLDER] [-j N] [--draft]\n"
		"           [--strict] [--pdf-standard LIST] [--dump=report|doc|galley|book]\n"
		"           [--previous LAST.xml]\n"
		"  nianbao check  REPORT.xml… [--strict] [--previous LAST.xml]\n"
		"  nianbao extract REPORT.pdf -d FOLDER\n"
		"  nianbao init   -l LAYOUT --organ NAME --year YEAR [-o REPORT.xml]\n"
		"  nianbao layouts            the layouts there are\n"
		"  nianbao fonts              the font roles and the files that serve them\n"
		"\n"
		"  -o, --output FILE      where to write; - is standard output\n"
		"                         (default: beside the report, ending in .pdf)\n"
		"  -d, --output-dir DIR   folder for several PDFs, or for what is extracted\n"
		"  -j, --jobs N           work on N reports at a time\n"
		"      --draft            print although sums are broken, marked 草稿\n"
		"      --strict           warnings are errors\n"
		"      --previous FILE    check against the report of the year before, too\n"
		"      --pdf-standard LIST\n"
		"                         what the PDF keeps: 1a 1b 2a 2u 2b 3a 3u 3b ua1 with\n"
		"                         commas, or none (default: 3a,ua1)\n"
		"      --dump=STAGE       print a stage as text instead of the PDF\n"
		"      --layouts DIR      look here for layouts first\n"
		"      --roles FILE       font roles other than the standard ones\n"
		"\n"
		"A PDF made by nianbao carries its report: it can stand for REPORT.xml, and\n"
		"extract takes the report out. A report named - is read from standard input.\n"
		"Exit status: 0 done, 1 the report or layout is wrong and nothing was written,\n"
		"2 usage, 3 the machine failed.\n",
	[DIAG_CHINESE] =
		"nianbao 年报 " NIANBAO_VERSION " ——按法定格式排印报告，生成 PDF\n"
		"\n"
		"  nianbao render 报告.xml… [-o 输出.pdf | -d 文件夹] [-j N] [--draft]\n"
		"           [--strict] [--pdf-standard 标准] [--dump=report|doc|galley|book]\n"
		"           [--previous 上年报告.xml]\n"
		"  nianbao check  报告.xml… [--strict] [--previous 上年报告.xml]\n"
		"                           只校验，不排版\n"
		"  nianbao extract 报告.pdf -d 文件夹\n"
		"                           取出 PDF 附带的报告等文件\n"
		"  nianbao init   -l 版式 --organ 机关 --year 年份 [-o 报告.xml]\n"
		"  nianbao layouts          列出版式\n"
		"  nianbao fonts            列出字体角色及其文件\n"
		"\n"
		"  -o, --output 文件      输出文件；- 为标准输出（默认在报告旁边，扩展名 .pdf）\n"
		"  -d, --output-dir 目录  多个报告的输出文件夹；取出的文件的文件夹\n"
		"  -j, --jobs N           同时处理 N 个报告\n"
		"      --draft            勾稽关系不成立也排印，每页标“草稿”\n"
		"      --strict           警告按错误处理\n"
		"      --previous 文件    同时与上一年度的报告核对\n"
		"      --pdf-standard 标准\n"
		"                         PDF 符合的标准：1a 1b 2a 2u 2b 3a 3u 3b ua1，以逗号\n"
		"                         并列，或 none（默认 3a,ua1，即 PDF/A-3a 与 PDF/UA-1）\n"
		"      --dump=阶段        以文本输出某一阶段，不生成 PDF\n"
		"      --layouts 目录     先在此处查找版式\n"
		"      --roles 文件       使用另外的字体角色文件\n"
		"\n"
		"nianbao 生成的 PDF 附带报告本身，可代替“报告.xml”。\n"
		"报告名为 - 时从标准输入读取。\n"
		"退出状态：0 完成；1 报告或版式有误，未写任何文件；2 用法有误；3 系统故障。\n",
};

void options_help(enum diag_lang lang)
{
	fputs(help[lang], stdout);
}
