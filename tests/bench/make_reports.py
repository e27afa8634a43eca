#!/usr/bin/env python3
"""Write N reports that are alike as real ones are: make_reports.py N FOLDER [FIRST].

Every one has its own organ, figures that balance (R1 to R4) and a text of its own, put together
from what offices write. Report i is the same whatever N is, on any machine. Prints the names of
the files, one a line: a list for `nianbao render @LIST`.
"""
import random
import sys
from pathlib import Path

PLACES = """红旗 淮安 洪泽 清江浦 金湖 盱眙 涟水 延津 卫滨 凤泉 牧野 获嘉 原阳 封丘 长垣 辉县 温县 孟州 沁阳 修武
博爱 武陟 山阳 鹤山 淇滨 浚县 滑县 汤阴 林州 殷都 龙安 濮阳 清丰 南乐 范县 台前 鄢陵 襄城 禹州 长葛 舞阳 临颍 郾城 召陵
义马 灵宝 渑池 卢氏 唐河 邓州 镇平 内乡 淅川 桐柏 睢阳 梁园 虞城 柘城 宁陵 夏邑 光山 罗山 潢川 固始 商城 息县 淮滨 浉河""".split()
KINDS = ["县", "区", "市"]
OFFICES = """信访局 财政局 教育局 民政局 司法局 审计局 统计局 水利局 交通运输局 农业农村局 卫生健康局 应急管理局 市场监督管理局
自然资源局 生态环境局 住房和城乡建设局 人力资源和社会保障局 文化广电和旅游局 退役军人事务局 医疗保障局 发展和改革委员会
科学技术局 商务局 城市管理局 林业局 体育局 档案馆 气象局 税务局 公安局""".split()

OPENINGS = [
    "{year}年，{organ}以习近平新时代中国特色社会主义思想为指导，全面贯彻党的二十大精神，严格执行《中华人民共和国政府信息公开条例》，紧紧围绕{place}中心工作，坚持“以公开为常态、不公开为例外”的原则，不断提升政务公开的质量和实效。",
    "根据《中华人民共和国政府信息公开条例》（国务院令第711号）和国务院办公厅政府信息与政务公开办公室《关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）要求，现公布{organ}{year}年政府信息公开工作年度报告。",
    "本报告由{organ}编制，所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。如对报告内容有疑问，请与{organ}办公室联系（地址：{place}人民路{a}号，邮编：45{b:04d}，电话：0373-30{c:05d}）。",
]
SENTENCES = [
    "全年通过政府门户网站主动公开政府信息{a}条，其中工作动态{b}条，通知公告{c}条，政策解读{d}条。",
    "办理网民留言{a}件，按时办结率达到100%，群众满意率{d}.{e}%。",
    "组织业务培训{d}次，参训人员{b}人次，进一步增强了工作人员的公开意识和保密意识。",
    "严格落实“三审三校”制度，做到先审查、后公开，一事一审，全程留痕，杜绝错别字和敏感信息。",
    "围绕群众关心的教育、医疗、住房、就业、养老、食品药品安全等领域，及时发布权威信息，回应社会关切。",
    "通过微信公众号、公示栏、便民服务大厅电子屏等渠道，公开办事指南{c}项，方便企业和群众查询。",
    "召开新闻发布会{d}场，主要负责同志解读政策{e}次，图文、音视频等多元化解读比例稳步提高。",
    "建立健全信息发布台账，明确专人负责，按季度开展自查，发现问题{d}个，均已整改到位。",
    "对{year}年以来印发的规范性文件进行集中清理，继续有效{c}件，修改{d}件，废止{e}件。",
    "加强与宣传、网信、保密、档案等部门的协作，完善公开前的风险评估和舆情应对机制。",
    "涉及个人隐私、商业秘密的信息，依法征求第三方意见后再行处理，切实保护当事人的合法权益。",
    "将政务公开纳入年度绩效考核，占分值比重{e}%，对落实不力的{d}个科室进行了通报。",
    "依托一体化政务服务平台，推进“一网通办”，网上可办率达{b}%以上，平均办理时限压缩{c}个工作日。",
    "探索基层政务公开标准化、规范化，编制目录{d}类{b}项，覆盖乡镇（街道）{e}个、行政村（社区）{c}个。",
    "完善依申请公开的受理、登记、审核、答复、送达各环节流程，规范文书格式，提高答复质量。",
    "聘请社会监督员{d}名，开展明察暗访{e}轮，公开监督电话12345，广泛听取意见建议。",
    "围绕乡村振兴、污染防治、安全生产、营商环境、灾后重建等重点工作，公开实施方案和进展情况{b}条。",
    "财政预算决算、“三公”经费、政府采购、扶贫资金和项目安排等信息全部按规定时限公开，共{c}项。",
    "针对极端天气，第一时间发布预警信息{b}条，介绍防汛抗旱、救灾物资调拨和群众转移安置情况。",
    "对照第三方评估反馈的{d}项问题逐条制定措施，倒排工期，销号管理，整改完成率100%。",
]
HEADS = ["主动公开情况", "依申请公开情况", "政府信息管理情况", "政府信息公开平台建设情况", "监督保障情况"]
PROBLEMS = [
    "公开内容的深度和广度还需拓展，个别科室对条例学习不够深入，主动性不强。",
    "政策解读形式较为单一，以文字转载为主，通俗性、针对性有待提高。",
    "工作人员多为兼职，变动频繁，业务水平参差不齐，培训力度需要加大。",
    "信息更新不够及时，少数栏目存在空白或者长期未更新的现象。",
    "与群众互动交流的渠道不够畅通，回应关切的时效性需进一步增强。",
    "档案数字化程度不高，历史信息的清理、归并和检索仍有困难。",
]
MEASURES = [
    "细化任务分工，压实主体责任，把公开要求贯穿决策、执行、管理、服务、结果全过程。",
    "创新解读方式，综合运用图解、短视频、漫画、问答等形式，让群众看得懂、信得过。",
    "制定年度培训计划，采取以会代训、跟班学习等办法，打造一支稳定专业的队伍。",
    "健全动态调整机制，每月巡检{e}次，确保栏目内容准确、完整、鲜活。",
    "畅通意见征集渠道，对合理建议积极采纳并反馈，不断提高公众参与度。",
    "加快存量档案整理著录，力争{next}年底前完成{b}卷的扫描和挂接。",
]
KINDS_OF_APPLICANT = ["person", "enterprise", "research", "welfare", "legal", "other"]
DONE = """granted partly-granted refused.state-secret refused.law refused.safety refused.third-party
refused.internal refused.process refused.enforcement refused.query unavailable.not-held
unavailable.not-compiled unavailable.unclear declined.petition declined.repeat
declined.publication declined.excessive declined.reissue other.not-corrected other.fee-unpaid
other.rest""".split()


def say(r, pattern, names):
    return pattern.format(a=r.randint(20, 2000), b=r.randint(20, 98), c=r.randint(10, 90),
                          d=r.randint(2, 9), e=r.randint(1, 9), **names)


def paragraph(r, names, low, high):
    return "".join(say(r, s, names) for s in r.sample(SENTENCES, r.randint(low, high)))


def row(record, figures):
    cells = "".join(f' {field}="{n}"' for field, n in figures.items())
    return f'    <row id="{record}"{cells}/>'


def columns(figures):
    return dict(figures, total=sum(figures.values()))


def applications(r):
    """二 + 一 = 三（七） + 四 in each column, and every total is a sum."""
    done = {d: {k: r.choice([0, 0, 0, 0, 1, 2, r.randint(0, 40)]) for k in KINDS_OF_APPLICANT}
            for d in DONE}
    total = {k: sum(done[d][k] for d in DONE) for k in KINDS_OF_APPLICANT}
    left = {k: r.randint(0, 2) for k in KINDS_OF_APPLICANT}
    before = {k: r.randint(0, min(2, total[k] + left[k])) for k in KINDS_OF_APPLICANT}
    new = {k: total[k] + left[k] - before[k] for k in KINDS_OF_APPLICANT}
    yield row("received", columns(new))
    yield row("carried-in", columns(before))
    for d in DONE:
        yield row(d, columns(done[d]))
    yield row("total", columns(total))
    yield row("carried-out", columns(left))


def report(i):
    r = random.Random(i)
    place = r.choice(PLACES) + r.choice(KINDS)
    names = {"organ": place + r.choice(OFFICES), "place": place, "year": 2021 + i % 4,
             "next": 2022 + i % 4}
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<report layout="ogi-2021">'
    yield (f'  <head><organ>{names["organ"]}</organ><year>{names["year"]}</year>'
           f'<date>{names["next"]}-01-{r.randint(10, 28)}</date></head>')
    yield f'  <preface><p>{say(r, r.choice(OPENINGS), names)}</p></preface>'
    yield '  <section id="overview">'
    yield f"    <p>{paragraph(r, names, 1, 3)}</p>"
    for n, head in enumerate(HEADS):
        yield f'    <h2>（{"一二三四五"[n]}）{head}</h2>'
        yield f"    <p>{paragraph(r, names, 1, 4)}</p>"
    yield "  </section>"
    yield '  <form id="disclosure">'
    for record in ["regulations", "normative"]:
        yield row(record, {"made": r.randint(0, 9), "repealed": r.randint(0, 3),
                           "in-force": r.randint(3, 60)})
    for record in ["licensing", "penalties", "coercion"]:
        yield row(record, {"decided": r.choice([0, r.randint(1, 30000)])})
    yield row("fees", {"amount": r.choice([0, r.randint(1, 900)])})
    yield "  </form>"
    yield '  <form id="applications">'
    yield from applications(r)
    yield "  </form>"
    yield '  <form id="remedies">'
    for record in ["review", "litigation-direct", "litigation-after-review"]:
        yield row(record, columns({k: r.choice([0, 0, 1, 3])
                                   for k in ["upheld", "corrected", "other", "pending"]}))
    yield "  </form>"
    yield '  <section id="problems">'
    for title, words in [("存在的主要问题：", PROBLEMS), ("改进措施：", MEASURES)]:
        yield f"    <p>{title}</p><ul>"
        for n, words in enumerate(r.sample(words, r.randint(2, 4))):
            yield f'      <li>（{"一二三四"[n]}）{say(r, words, names)}</li>'
        yield "    </ul>"
    yield "  </section>"
    yield '  <section id="other-matters">'
    yield f'    <p>{names["year"]}年，{names["organ"]}未收取政府信息公开信息处理费，没有其他需要报告的事项。</p>'
    yield "  </section>"
    yield "  <signature><organ/><date/></signature>"
    yield "</report>"


def main():
    count, folder = int(sys.argv[1]), Path(sys.argv[2])
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    folder.mkdir(parents=True, exist_ok=True)
    for i in range(first, first + count):
        path = folder / f"report-{i:06d}.xml"
        path.write_text("\n".join(report(i)) + "\n", encoding="utf-8")
        print(path)


main()
