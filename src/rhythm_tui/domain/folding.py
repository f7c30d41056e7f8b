"""Text brought to one form, so that a word is found however it was written.

Full-width digits, circled numbers, capitals and traditional characters become the plain ones; what cannot be
seen is left out; each character remembers where it stood. Pure, total and linear. Standard library only.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain, repeat

from rhythm_tui.domain.named import NamedTuple

BREAKS = ",。!?;:、\n"
"""What ends a clause, after folding."""

_PAIRS = (
    "癒愈 療疗 藥药 醫医 專专 國国 級级 頂顶 選选 證证 無无 風风 險险 為为 絕绝 對对 復复 發发 診诊 術术 "
    "檢检 結结 師师 電电 話话 號号 碼码 雙双 掃扫 維维 鏈链 點点 擊击 鍵键 詳详 請请 諮咨 詢询 來来 該该 "
    "應应 這这 妳您 們们 說说 時时 間间 過过 後后 個个 獨独 優优 領领 進进 權权 祕秘 傳传 裡里 裏里 費费 "
    "價价 轉转 關关 節节 臟脏 腫肿 癥症 壓压 線线 現现 讓让 處处 從从 數数 據据 顯显 統统 繫系 係系 聯联 "
    "絡络 錄录 報报 體体 單单 僅仅 與与 沒没 會会 學学 將将 萬万 億亿 種种 齒齿 準准 華华 試试 驗验 馬马 "
    "徹彻 斷断 終终 淨净 減减 劑剂 開开 員员 勝胜 場场 軍军 隊队 極极 創创 幾几 條条 訴诉 訊讯 給给 買买 "
    "賣卖 購购 團团 搶抢 獎奖 贈赠 禮礼 腎肾 腦脑 歲岁 嚴严 須须 兒儿 婦妇 產产 機机 構构 較较 強强 貴贵 "
    "難难 盡尽 廣广 認认 識识 幫帮 麼么 嗎吗 還还 裝装 換换 繼继 續续 溫温 燒烧 熱热 針针 滅灭 擔担 問问 "
    "題题 錯错 誤误 賠赔 償偿 責责 親亲 測测 見见 飛飞 隨随 當当 跡迹 蹟迹 牆墙 鐵铁 銀银 補补 貼贴 贏赢 "
    "斬斩 絲丝 徵征 衛卫 視视 鏡镜 檔档 殘残 陽阳 陰阴 養养 顏颜 濕湿 濟济 淚泪 潰溃 傷伤 連连 類类 複复 "
    "輕轻 鬆松 氣气 惡恶 變变 圍围 蓋盖 齊齐 憂忧 慮虑 戶户 帶带 貨货 櫥橱 車车 鋪铺 網网 頁页 郵邮 薦荐 "
    "額额 滿满 誰谁 貓猫 媽妈 爺爷 聽听 寫写 讀读 覺觉 愛爱 總总 質质 腸肠 膽胆 竅窍 癱瘫 瘓痪 癲癫 癇痫 "
    "瘡疮 瘍疡 紅红 異异 礙碍 滲渗 漲涨 勞劳 動动 於于 雖虽 緊紧 備备 細细 預预 約约 掛挂 導导 護护 設设 "
    "擇择 輸输 顆颗 兩两 週周 頭头 臉脸 腳脚 嬰婴 錢钱 賬账 帳账 達达 狀状 態态 穩稳 壞坏 顧顾 聲声 稱称 "
    "營营 銷销 實实 劃划 囑嘱 傾倾 離离 祐佑 並并 樣样 剛刚 適适 歷历 曆历 屬属 牠它 靈灵 薑姜 廠厂 範范 "
    "聖圣 堅坚 隻只 淺浅 遺遗"
)
"""Traditional characters of the words we look for, each with its simplified form."""
_LOOKALIKES = {"你": "您", "蕞": "最", "苐": "第", "➕": "加", "…": "。", "｡": "。", "’": "'"}
"""Polite and plain *you* are one word; the others are how words are written past a platform's filter."""
_SAME = {**{pair[0]: pair[1] for pair in _PAIRS.split()}, **_LOOKALIKES}
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me"})
_LINE_ENDS = frozenset("\n\v\f\r\x85\u2028\u2029")

_WORD = r"0-9a-z\u3007\u3400-\u9fff\U00020000-\U0003ffff"
_KEPT = rf"{_WORD}{BREAKS}%"
_INSERTED = re.compile(rf"(?<![0-9a-z])[^{_KEPT}]+|[^{_KEPT}]+(?![0-9a-z])|(?<=[{BREAKS}])[^{_KEPT}]+")
_ALTERNATING = re.compile(rf"[\u3400-\u9fff](?:[{BREAKS}][\u3400-\u9fff]){{2,}}(?![\u3400-\u9fff])")
_BREAK = re.compile(f"[{BREAKS}]")


class Folded(NamedTuple):
    """Text in the one form, and for each of its characters the place in the original it came from."""

    plain: str
    at: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where ``plain[start:end]`` (not empty) stands in the original."""
        return self.at[start], self.at[end - 1] + 1


@lru_cache(maxsize=16_384)
def _fold_char(char: str) -> str:
    if char in _LINE_ENDS:
        return "\n"
    if char.isspace():
        return " "
    if unicodedata.category(char) in _UNSEEN:
        return ""
    if char in _SAME:
        return _SAME[char]
    plain = unicodedata.normalize("NFKC", char).casefold()
    return "".join(_SAME.get(one, one) for one in plain if unicodedata.category(one) not in _UNSEEN)


def fold(text: str) -> Folded:
    """Return ``text`` in the one form; invisible characters are left out, everything else has its place."""
    pieces = [*map(_fold_char, text)]
    plain = "".join(pieces)
    if len(plain) == len(pieces) and all(pieces):
        return Folded(plain, list(range(len(plain))))
    places = (repeat(place, len(piece)) for place, piece in enumerate(pieces))
    return Folded(plain, list(chain.from_iterable(places)))


def squeeze(folded: Folded) -> Folded:
    """Return the text without what was put between its characters to hide a word.

    Blanks, dots, stars, emoji beside a Chinese character go; between two Latin letters or digits they stay
    (``0.5 mg``). A mark that ends a clause goes only where it stands after each single character.
    """
    plain, at = folded
    gone = [found.span() for found in _INSERTED.finditer(plain)]
    for found in _ALTERNATING.finditer(plain):
        gone += [one.span() for one in _BREAK.finditer(plain, *found.span())]
    if not gone:
        return folded
    gone.sort()
    starts, ends = [0, *(end for _, end in gone)], [*(start for start, _ in gone), len(plain)]
    kept = [slice(start, end) for start, end in zip(starts, ends, strict=True)]
    return Folded("".join([plain[part] for part in kept]), [place for part in kept for place in at[part]])
