"""The questions of `voicekit guideline new` in Russian and Vietnamese; `new_words` reads them.

Must never hold what goes into a brand's files; those words are in `voicekit.guideline.starting`.
"""

from __future__ import annotations

RU = {
    "intro": (
        "Новый бренд. Enter оставляет то, что в [скобках]; «-» оставляет вопрос открытым, где это можно. "
        "Ctrl-C всё прервёт, и ничего не будет записано."
    ),
    "title": "Как называется бренд?",
    "name": "Имя его папки (строчные латинские буквы, цифры, дефисы)",
    "languages": "На каких языках вы отвечаете? Главный - первым. ({known})",
    "countries": "В каких странах ваши клиенты? Двухбуквенные коды; от них зависят кризисные контакты",
    "channels": "В каких каналах вы отвечаете? ({known})",
    "formality": "Насколько официально вы пишете?",
    "relaxed": "Привет, Саша! Посылка уже едет, завтра будет у вас.",
    "everyday": "Здравствуйте, Саша! Ваша посылка в пути, завтра она будет у вас.",
    "formal": (
        "Здравствуйте, Александра Ивановна! Ваша посылка сегодня отправлена со склада и поступит к Вам "
        "завтра."
    ),
    "warmth": "Насколько тепло вы пишете?",
    "factual": "Молния была с браком. Новая куртка уедет сегодня.",
    "friendly": "Извините за молнию, это наша ошибка. Новая куртка уедет сегодня.",
    "warm": (
        "В первый же холодный день сломалась молния - мне очень жаль. Новая куртка уедет сегодня, я сам за "
        "ней прослежу."
    ),
    "address": "Как вы обращаетесь к клиентам? Язык: {language}",
    "person": "От чьего имени отвечать расстроенному клиенту?",
    "I": "Я сам проверил ваш заказ.",
    "we": "Мы проверили ваш заказ.",
    "sign_off": "Чем заканчивается письмо? Язык: {language}",
    "lead": "Кто берёт диалог, который вы передаёте? (название команды)",
    "urgent": "Кто подключается, если человек в опасности или пострадал?",
    "legal": "Кто подключается, если грозят судом или пишет пресса?",
    "data": "Кто подключается по личным данным и мошенничеству?",
    "hours": "Когда вы работаете?",
    "time_zone": "В каком часовом поясе?",
    "own": "Ваши сайты, адреса почты и аккаунты, через запятую",
    "order_number": "Как выглядит номер заказа? Примеры через запятую",
    "lead_team": "Руководитель группы",
    "refused": "Так не получится: {reason}",
    "empty": "нужен ответ",
    "long": "не больше {most} знаков",
    "sign": "внутри невидимый знак; наберите заново",
    "unknown": "«{value}» нет среди {known}",
    "bad_name": "только строчные латинские буквы, цифры и дефисы, например {example}",
    "taken": "«{value}» уже занято; выберите другое имя",
    "bad_country": "«{value}» - не двухбуквенный код страны, как ru или vn",
    "bad_hours": "«{value}» не разобрать; напишите пн-пт 09:00-18:00, сб 10:00-14:00",
    "bad_zone": "«{value}» - не часовой пояс; напишите, например, Europe/Moscow",
    "bad_own": (
        "«{value}» - не домен, не почта и не @аккаунт; напишите shop.example, care@shop.example или @shop"
    ),
    "no_digits": "в номере заказа есть цифры; перепишите номер с чека, например AB-12345",
    "too_short": "слишком мало цифр: так выглядит любое число. Напишите номер целиком или «-»",
    "too_long": "слишком длинно для номера заказа; перепишите номер с чека",
    "written": "Записано в {folder}.",
    "made": "Наборы и сигналы скопированы в {root}: бренд расширяет только те наборы, что лежат рядом.",
    "lacking": "Не подключены, потому что в {root} нет таких наборов: {packs}.",
    "no_contacts": "Нет кризисного контакта для {places}: см. contacts в escalation.yaml.",
    "next": "Дальше: voicekit lint --brand {name} --guidelines {root}",
    "checking": "Проверяю ...",
    "unasked": "отвечать здесь некому; --yes возьмёт обычный ответ везде, где его не даёт параметр",
    "gone": "вопросы прерваны; ничего не записано",
}

VI = {
    "intro": (
        "Một thương hiệu mới. Nhấn Enter để lấy phần trong [ngoặc]; '-' để bỏ trống câu nào được phép. "
        "Ctrl-C để dừng, khi đó không có gì được ghi."
    ),
    "title": "Thương hiệu tên gì?",
    "name": "Tên thư mục (chữ thường không dấu, chữ số, gạch nối)",
    "languages": "Bạn trả lời bằng những ngôn ngữ nào? Ngôn ngữ chính đứng đầu. ({known})",
    "countries": "Khách của bạn ở những nước nào? Mã hai chữ cái; liên hệ khẩn cấp tùy theo đó",
    "channels": "Bạn trả lời trên những kênh nào? ({known})",
    "formality": "Bạn viết trang trọng đến mức nào?",
    "relaxed": "Chào Hạnh, hàng đang trên đường, mai tới nơi nhé!",
    "everyday": "Chào chị Hạnh, gói hàng của chị đang trên đường, ngày mai sẽ tới.",
    "formal": "Kính chào quý khách, gói hàng của quý khách đã rời kho hôm nay và sẽ tới vào ngày mai.",
    "warmth": "Bạn viết ấm áp đến mức nào?",
    "factual": "Khóa kéo bị lỗi. Áo mới gửi đi hôm nay.",
    "friendly": "Xin lỗi vì cái khóa kéo, lỗi bên mình. Áo mới gửi đi hôm nay.",
    "warm": (
        "Trời vừa lạnh mà khóa đã hỏng, mình xin lỗi bạn nhiều. Áo mới gửi đi hôm nay, mình theo dõi tới khi "
        "bạn nhận được."
    ),
    "address": "Bạn gọi khách thế nào? Ngôn ngữ: {language}",
    "person": "Ai lên tiếng với khách đang bực?",
    "I": "Em đã tự kiểm tra đơn của mình.",
    "we": "Chúng tôi đã kiểm tra đơn hàng.",
    "sign_off": "Thư kết thúc thế nào? Ngôn ngữ: {language}",
    "lead": "Ai tiếp nhận cuộc trò chuyện bạn chuyển đi? (tên nhóm)",
    "urgent": "Ai tiếp nhận khi có người gặp nguy hiểm hoặc bị thương?",
    "legal": "Ai tiếp nhận khi khách dọa kiện hoặc báo chí hỏi?",
    "data": "Ai tiếp nhận việc dữ liệu cá nhân và lừa đảo?",
    "hours": "Bạn làm việc khi nào?",
    "time_zone": "Múi giờ nào?",
    "own": "Trang web, email và tài khoản của bạn, cách nhau bằng dấu phẩy",
    "order_number": "Mã đơn hàng trông thế nào? Cho ví dụ, cách nhau bằng dấu phẩy",
    "lead_team": "Trưởng nhóm",
    "refused": "Chưa được: {reason}",
    "empty": "cần có câu trả lời",
    "long": "tối đa {most} ký tự",
    "sign": "có ký tự không nhìn thấy; hãy gõ lại",
    "unknown": "'{value}' không thuộc {known}",
    "bad_name": "chỉ dùng chữ thường không dấu, chữ số và gạch nối, ví dụ {example}",
    "taken": "'{value}' đã có rồi; hãy chọn tên khác",
    "bad_country": "'{value}' không phải mã nước hai chữ cái như vn hay de",
    "bad_hours": "không đọc được '{value}'; hãy viết t2-t6 09:00-18:00, t7 10:00-14:00",
    "bad_zone": "'{value}' không phải múi giờ; hãy viết như Asia/Ho_Chi_Minh",
    "bad_own": (
        "'{value}' không phải tên miền, email hay @tài khoản; hãy viết shop.example, care@shop.example hoặc "
        "@shop"
    ),
    "no_digits": "mã đơn hàng phải có chữ số; hãy chép một mã từ hóa đơn, ví dụ AB-12345",
    "too_short": "ít chữ số quá: số nào trông cũng giống vậy. Hãy viết trọn một mã, hoặc '-'",
    "too_long": "dài quá so với mã đơn hàng; hãy chép một mã từ hóa đơn",
    "written": "Đã ghi vào {folder}.",
    "made": "Đã chép các gói và tín hiệu vào {root}: thương hiệu chỉ dùng được các gói nằm bên cạnh.",
    "lacking": "Không dùng được vì {root} không có các gói: {packs}.",
    "no_contacts": "Chưa có liên hệ khẩn cấp cho {places}: xem contacts trong escalation.yaml.",
    "next": "Tiếp theo: voicekit lint --brand {name} --guidelines {root}",
    "checking": "Đang kiểm tra ...",
    "unasked": (
        "không có ai để hỏi; thêm --yes để lấy câu trả lời thông thường ở chỗ không tùy chọn nào đưa ra"
    ),
    "gone": "đã dừng giữa chừng; chưa ghi gì",
}
